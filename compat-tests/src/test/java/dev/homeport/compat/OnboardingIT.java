package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.sdk.iot.device.ClientOptions;
import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.provisioning.device.ProvisioningDeviceClientTransportProtocol;
import com.microsoft.azure.sdk.iot.provisioning.security.SecurityProviderSymmetricKey;
import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Devices on their way from the factory to the hub, up to their first connection. */
@Order(1)
final class OnboardingIT {

  private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private final Hub hub = new Hub();
  private final Provisioning provisioning = new Provisioning(hub.server);
  private final People people = new People(hub.server);
  private final People.Window admin = People.admin(hub.server);

  private String record(String customer) {
    String serial = Hub.fresh("SN");
    People.Answer saved =
        admin.send(
            "PUT",
            "/api/v1/records/" + serial,
            People.json(Map.of("model", "TX-100", "customer", customer)));
    assertThat(saved.status()).isEqualTo(200);
    return serial;
  }

  private People.Window technician() {
    return people.person(admin, Hub.fresh("tech"), Map.of("role", "technician"));
  }

  private static People.Answer onboard(People.Window window, Map<String, ?> order) {
    return window.send("POST", "/api/v1/onboarding", People.json(order));
  }

  private JsonNode registration(String serial) {
    return admin.get("/api/v1/records/" + serial).body().path("registration");
  }

  private static ClientOptions options(SSLContext context) {
    return ClientOptions.builder().sslContext(context).build();
  }

  /** Connects as a device would that runs for the first time. */
  private static void begin(DeviceClient client) throws Exception {
    client.open(false);
    try {
      client.subscribeToDesiredProperties((_, _) -> {}, null);
      Sdk.report(client, "model", "TX-100");
      Sdk.report(client, "firmware", Map.of("version", "1.4.2"));
      client.sendEvent(new Message("hello"));
    } finally {
      client.close();
    }
  }

  @Test
  void aTechnicianOnboardsADeviceWhichThenConnectsWithItsKeys() throws Exception {
    String serial = record("Acme");
    People.Window technician = technician();

    People.Answer seen =
        technician.send("POST", "/api/v1/onboarding/checks", People.json(Map.of("code", serial)));
    assertThat(seen.body().path("ready").asBoolean()).isTrue();
    People.Answer done = onboard(technician, Map.of("code", serial));
    assertThat(done.status()).isEqualTo(201);
    begin(
        new DeviceClient(
            done.body().path("connectionString").asText(),
            IotHubClientProtocol.MQTT,
            options(hub.server.trust())));

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> assertThat(registration(serial).path("firmware").asText()).isEqualTo("1.4.2"));
    assertThat(registration(serial).path("firstConnectedAt").isTextual()).isTrue();
    assertThat(admin.get("/api/v1/records?status=active&search=" + serial).body().path("total"))
        .hasToString("1");
    JsonNode row = admin.get("/api/v1/registrations?search=" + serial).body().at("/items/0");
    assertThat(row.path("customer").asText()).isEqualTo("Acme");
    assertThat(row.at("/registration/hub").asText()).isEqualTo("main");
    assertThat(row.at("/registration/deviceId").asText()).isEqualTo(serial);
    assertThat(admin.get("/api/v1/customers?search=acme").body().at("/items/0/active").asInt())
        .isPositive();
    assertThat(hub.twins.get(serial).getTags())
        .extracting("manufacturing")
        .asString()
        .contains("Acme");
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(admin.get("/api/v1/devices/" + serial + "/timeline").body().toString())
                    .containsOnlyOnce("deviceFirstConnected"));
  }

  @Test
  void aDeviceThatIsEnrolledComesToItsHubByTheProvisioningService() throws Exception {
    String serial = record("Acme");

    People.Answer done = onboard(technician(), Map.of("code", serial, "enroll", true));

    assertThat(done.status()).isEqualTo(201);
    assertThat(done.body().path("idScope").asText()).isEqualTo(provisioning.idScope);
    assertThat(registration(serial).path("hub").isNull()).isTrue();
    assertThat(onboard(admin, Map.of("code", serial)).status()).isEqualTo(409);
    SecurityProviderSymmetricKey key =
        provisioning.byKey(serial, done.body().path("primaryKey").asText());
    var assigned = provisioning.register(key, ProvisioningDeviceClientTransportProtocol.HTTPS);
    begins(serial, provisioning.connect(assigned, key));
    assertThat(hub.twins.get(serial).getTags())
        .extracting("manufacturing")
        .asString()
        .contains("Acme");
  }

  @Test
  void aDeviceWithATpmIsEnrolledByTheEndorsementKeyOfItsRecord() throws Exception {
    String serial = Hub.fresh("SN");
    SoftTpm tpm = new SoftTpm(serial, hub.server.trust());
    String endorsementKey = Base64.getEncoder().encodeToString(tpm.getEndorsementKey());
    admin.send(
        "PUT", "/api/v1/records/" + serial, People.json(Map.of("endorsementKey", endorsementKey)));

    People.Answer done = onboard(technician(), Map.of("code", serial, "enroll", true));

    assertThat(done.body().path("endorsementKey").asText()).isEqualTo(endorsementKey);
    assertThat(done.body().path("primaryKey").isNull()).isTrue();
    var assigned = provisioning.register(tpm, ProvisioningDeviceClientTransportProtocol.HTTPS);
    begins(serial, provisioning.connect(assigned, tpm));
  }

  private void begins(String serial, DeviceClient client) throws Exception {
    try {
      client.sendEvent(new Message("hello"));
    } finally {
      client.close();
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              assertThat(registration(serial).path("hub").asText()).isEqualTo("main");
              assertThat(registration(serial).path("firstConnectedAt").isTextual()).isTrue();
            });
  }

  @Test
  void aDeviceConnectsWithTheCertificateThatItAskedFor() throws Exception {
    String serial = record("Acme");
    ClientCertificate key = ClientCertificate.ecc();

    People.Answer done = onboard(technician(), Map.of("code", serial, "csr", request(serial, key)));

    assertThat(done.status()).isEqualTo(201);
    assertThat(done.body().path("primaryKey").isNull()).isTrue();
    X509Certificate certificate =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(
                    new ByteArrayInputStream(
                        done.body()
                            .path("certificate")
                            .asText()
                            .getBytes(StandardCharsets.US_ASCII)));
    begin(
        new DeviceClient(
            "HostName=%s;DeviceId=%s;x509=true".formatted(Hub.HOST, serial),
            IotHubClientProtocol.MQTT,
            options(
                hub.server.trust(new ClientCertificate(certificate, key.keys()).keyManagers()))));
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> assertThat(registration(serial).path("firstConnectedAt").isTextual()).isTrue());
  }

  private static String request(String deviceId, ClientCertificate key) throws Exception {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
      pem.writeObject(
          new JcaPKCS10CertificationRequestBuilder(
                  new X500Principal("CN=" + deviceId), key.keys().getPublic())
              .build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(key.keys().getPrivate())));
    }
    return text.toString();
  }

  @Test
  void whatMayNotBeOnboardedIsRefusedAndWrittenDown() {
    String serial = record("Acme");
    People.Window viewer = people.person(admin, Hub.fresh("viewer"), Map.of("role", "viewer"));
    String group = Hub.fresh("others");
    admin.send(
        "PUT",
        "/api/v1/groups/" + group,
        People.json(Map.of("condition", "tags.manufacturing.customer = 'Other'")));
    People.Window limited =
        people.person(admin, Hub.fresh("tech"), Map.of("role", "technician", "group", group));

    assertThat(onboard(viewer, Map.of("code", serial)).status()).isEqualTo(403);
    assertThat(onboard(limited, Map.of("code", serial)).status()).isEqualTo(403);
    assertThat(onboard(admin, Map.of("code", "not-there")).code()).isEqualTo("RecordNotFound");
    assertThat(onboard(limited, Map.of("code", record("Other"))).status()).isEqualTo(201);
    assertThat(onboard(admin, Map.of("code", serial)).status()).isEqualTo(201);
    assertThat(onboard(admin, Map.of("code", serial)).status()).isEqualTo(409);
    assertThat(onboard(admin, Map.of("code", serial)).code()).isEqualTo("AlreadyProvisioned");

    JsonNode entries = admin.get("/api/v1/audit?action=onboardDevice&text=" + serial).body();
    Set<String> outcomes = new HashSet<>();
    entries.path("items").forEach(entry -> outcomes.add(entry.path("outcome").asText()));
    assertThat(outcomes).contains("succeeded", "failed", "denied");
    assertThat(entries.toString()).doesNotContain("SharedAccessKey");
  }

  @Test
  void anEndUserClaimsADeviceWithItsCode() throws Exception {
    String serial = record("Acme");
    String code =
        admin
            .send("POST", "/api/v1/records/" + serial + "/claim-code", "{\"days\":7}")
            .body()
            .path("code")
            .asText();
    People.Window home = People.from(hub.server, "127.0.0.8").stranger();

    People.Answer done = home.send("POST", "/api/v1/claims", People.json(Map.of("code", code)));

    assertThat(done.status()).isEqualTo(201);
    begin(
        new DeviceClient(
            done.body().path("connectionString").asText(),
            IotHubClientProtocol.MQTT_WS,
            options(hub.server.trust())));
    assertThat(home.send("POST", "/api/v1/claims", People.json(Map.of("code", code))).code())
        .isEqualTo("ClaimCodeInvalid");
    JsonNode entries = admin.get("/api/v1/audit?action=claimDevice").body();
    assertThat(entries.toString()).contains("records/" + serial).doesNotContain(code);
  }

  @Test
  void aThousandWrongCodesTellNothingAndHinderNobodyElse() {
    String serial = record("Acme");
    String code =
        admin
            .send("POST", "/api/v1/records/" + serial + "/claim-code", "{}")
            .body()
            .path("code")
            .asText();
    People.Window thief = People.from(hub.server, "127.0.0.9").stranger();
    Random random = new Random(17);
    Set<String> answers = new HashSet<>();

    for (int i = 0; i < 1_000; i++) {
      String guess =
          code.substring(0, 6)
              + IntStream.range(0, 10)
                  .mapToObj(_ -> LETTERS.charAt(random.nextInt(LETTERS.length())))
                  .map(String::valueOf)
                  .collect(Collectors.joining());
      answers.add(thief.send("POST", "/api/v1/claims", People.json(Map.of("code", guess))).code());
    }

    assertThat(answers)
        .isSubsetOf("ClaimCodeMistyped", "ClaimCodeInvalid", "ThrottlingException")
        .contains("ThrottlingException");
    assertThat(thief.send("POST", "/api/v1/claims", People.json(Map.of("code", code))).status())
        .isEqualTo(429);
    People.Window home = People.from(hub.server, "127.0.0.10").stranger();
    assertThat(home.send("POST", "/api/v1/claims", People.json(Map.of("code", code))).status())
        .isEqualTo(201);
  }

  @Test
  void aLargeFileOfRecordsIsTakenWithAnAnswerForEachBadRow() {
    String batch = Hub.fresh("batch");
    StringBuilder csv = new StringBuilder("serial,model,customer,order\n");
    for (int i = 0; i < 20_000; i++) {
      csv.append(batch).append('-').append(i).append(",TX-100,Acme,").append(batch).append('\n');
    }
    csv.append(batch).append("-7,TX-100,Acme,again\nbad serial,,,\n");

    People.Answer answer = admin.send("POST", "/api/v1/records/import", csv.toString());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("created").asInt()).isEqualTo(20_000);
    assertThat(answer.body().path("refused").asInt()).isEqualTo(2);
    assertThat(answer.body().at("/errors/0/code").asText()).isEqualTo("DuplicateSerial");
    assertThat(answer.body().at("/errors/1/line").asInt()).isEqualTo(20_003);
    assertThat(admin.get("/api/v1/records?pageSize=1&search=" + batch).body().path("total").asInt())
        .isEqualTo(20_000);
  }
}
