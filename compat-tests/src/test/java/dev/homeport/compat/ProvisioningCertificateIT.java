package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.provisioning.device.ProvisioningDeviceClientTransportProtocol;
import com.microsoft.azure.sdk.iot.provisioning.security.SecurityProvider;
import com.microsoft.azure.sdk.iot.provisioning.security.SecurityProviderX509;
import com.microsoft.azure.sdk.iot.provisioning.service.configs.EnrollmentGroup;
import com.microsoft.azure.sdk.iot.provisioning.service.configs.IndividualEnrollment;
import com.microsoft.azure.sdk.iot.provisioning.service.configs.X509Attestation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The unmodified provisioning clients of devices that prove themselves by certificates. */
@Order(1)
final class ProvisioningCertificateIT {

  private static final String CERTIFICATES = "/api/v1/provisioning/certificates";

  private final Hub hub = new Hub();
  private final Provisioning provisioning = new Provisioning(hub.server);

  static Stream<Arguments> algorithmsAndProtocols() {
    return Stream.of(
            ProvisioningDeviceClientTransportProtocol.MQTT,
            ProvisioningDeviceClientTransportProtocol.MQTT_WS,
            ProvisioningDeviceClientTransportProtocol.HTTPS)
        .flatMap(
            protocol -> Stream.of(Arguments.of(protocol, "RSA"), Arguments.of(protocol, "EC")));
  }

  /** What a device with that certificate shows; it trusts the installation. */
  private SecurityProvider showing(Authority device) {
    SSLContext tls = hub.server.trust(device.keyManagers());
    List<X509Certificate> above = device.chain().subList(1, device.chain().size());
    return new SecurityProviderX509() {
      @Override
      public String getClientCertificateCommonName() {
        return device.name();
      }

      @Override
      public X509Certificate getClientCertificate() {
        return device.chain().getFirst();
      }

      @Override
      public Key getClientPrivateKey() {
        return device.keys().getPrivate();
      }

      @Override
      public Collection<X509Certificate> getIntermediateCertificatesChain() {
        return above;
      }

      @Override
      public SSLContext getSSLContext() {
        return tls;
      }
    };
  }

  private void registersAndConnects(
      Authority device, ProvisioningDeviceClientTransportProtocol protocol) throws Exception {
    SecurityProvider security = showing(device);

    var assigned = provisioning.register(security, protocol);

    assertThat(assigned.getDeviceId()).isEqualTo(device.name());
    DeviceClient client = provisioning.connect(assigned, security);
    try {
      client.sendEvent(new Message("{}"));
    } finally {
      client.close();
    }
  }

  @ParameterizedTest
  @MethodSource("algorithmsAndProtocols")
  void aDeviceWithACertificateOfItsOwnIsAssignedAndConnects(
      ProvisioningDeviceClientTransportProtocol protocol, String algorithm) throws Exception {
    Authority device = Authority.root(algorithm, Hub.fresh("root")).device(Hub.fresh("own-x509"));
    IndividualEnrollment made = enroll(device);

    registersAndConnects(device, protocol);

    X509Attestation shown = (X509Attestation) made.getAttestation();
    assertThat(shown.getPrimaryX509CertificateInfo().getSubjectName())
        .isEqualTo("CN=" + device.name());
    assertThat(provisioning.service.createOrUpdateIndividualEnrollment(made).getEtag())
        .isNotEqualTo(made.getEtag());
  }

  private IndividualEnrollment enroll(Authority device) throws Exception {
    return provisioning.service.createOrUpdateIndividualEnrollment(
        new IndividualEnrollment(
            device.name(), X509Attestation.createFromClientCertificates(device.pem())));
  }

  @ParameterizedTest
  @MethodSource("algorithmsAndProtocols")
  void aDeviceBelowAnIntermediateOfAGroupIsAssignedAndConnects(
      ProvisioningDeviceClientTransportProtocol protocol, String algorithm) throws Exception {
    registersAndConnects(lineBelow(algorithm).device(Hub.fresh("below")), protocol);
  }

  /** An intermediate whose devices are a group. */
  private Authority lineBelow(String algorithm) throws Exception {
    Authority intermediate =
        Authority.root(algorithm, Hub.fresh("root")).intermediate(Hub.fresh("intermediate"));
    provisioning.service.createOrUpdateEnrollmentGroup(
        new EnrollmentGroup(
            Hub.fresh("line"), X509Attestation.createFromRootCertificates(intermediate.pem())));
    return intermediate;
  }

  @Test
  void theNodeSdkIsAssignedAndConnects(@TempDir Path folder) throws Exception {
    List<Authority> devices = write(folder);

    new NodeSuite(hub.server)
        .run(
            "provisioning-certificates",
            "node",
            "provisioning-certificates.test.mjs",
            folder.toString());

    haveSent(devices);
  }

  @Test
  void thePythonSdkIsAssignedAndConnects(@TempDir Path folder) throws Exception {
    List<Authority> devices = write(folder);

    int exit =
        new PythonSuite(hub.server)
            .run("provisioning_certificates_test.py", Map.of("DEVICES", folder.toString()));

    assertThat(exit).as("exit code of the program, see compat-tests/target/python.log").isZero();
    haveSent(devices);
  }

  /** Writes devices that are enrolled alone and by an intermediate, and one that nobody knows. */
  private List<Authority> write(Path folder) throws Exception {
    List<Authority> known = new ArrayList<>();
    for (String algorithm : List.of("RSA", "EC")) {
      Authority own = Authority.root(algorithm, Hub.fresh("root")).device(Hub.fresh("own-x509"));
      enroll(own);
      write(folder, algorithm.equals("RSA") ? "mqtt" : "mqtt-ws", own);
      Authority below = lineBelow(algorithm).device(Hub.fresh("below"));
      write(folder, algorithm.equals("RSA") ? "mqtt-ws" : "mqtt", below);
      known.addAll(List.of(own, below));
    }
    write(folder, "mqtt", Authority.root("EC", Hub.fresh("root")).device(Hub.fresh("stranger")));
    return known;
  }

  private static void write(Path folder, String protocol, Authority device) throws IOException {
    Path files = Files.createDirectory(folder.resolve(protocol + "-" + device.name()));
    Files.writeString(files.resolve("device"), device.name());
    Files.writeString(files.resolve("chain.pem"), device.chainPem());
    Files.writeString(files.resolve("key.pem"), device.keyPem());
  }

  private void haveSent(List<Authority> devices) {
    for (Authority device : devices) {
      assertThat(hub.telemetry(device.name())).hasSize(1);
    }
  }

  @Test
  void aGroupByAnAuthorityCountsOnceItIsVerifiedAndNoLongerWhenItIsDisabled() throws Exception {
    People.Window admin = People.admin(hub.server);
    Authority root = Authority.root("EC", Hub.fresh("root"));
    Authority device = root.intermediate("intermediate").device(Hub.fresh("referred"));
    assertThat(
            admin
                .send(
                    "POST",
                    CERTIFICATES,
                    People.json(Map.of("name", root.name(), "certificate", root.pem())))
                .status())
        .isEqualTo(201);
    provisioning.service.createOrUpdateEnrollmentGroup(
        new EnrollmentGroup(
            Hub.fresh("line"), X509Attestation.createFromCAReferences(root.name())));
    refuses(device);

    String code =
        admin
            .send("POST", CERTIFICATES + "/" + root.name() + "/verification-code", "{}")
            .body()
            .path("verificationCode")
            .asText();
    assertThat(
            admin
                .send(
                    "POST",
                    CERTIFICATES + "/" + root.name() + "/verify",
                    People.json(Map.of("certificate", root.device(code).pem())))
                .status())
        .isEqualTo(200);
    registersAndConnects(device, ProvisioningDeviceClientTransportProtocol.MQTT);

    admin.send("PATCH", CERTIFICATES + "/" + root.name(), "{\"enabled\":false}");
    refuses(device);
  }

  @Test
  void aDeviceWithTheNameOfAnotherAnExpiredOneAndAStrangerAreRefused() throws Exception {
    Authority root = Authority.root("EC", Hub.fresh("root"));
    provisioning.service.createOrUpdateEnrollmentGroup(
        new EnrollmentGroup(
            Hub.fresh("line"), X509Attestation.createFromRootCertificates(root.pem())));
    Authority own = root.device(Hub.fresh("named"));

    refuses(new Authority(own.chain(), own.keys(), Hub.fresh("another")));
    refuses(root.expiredDevice(Hub.fresh("expired")));
    refuses(Authority.root("EC", Hub.fresh("stranger")).device(Hub.fresh("unknown")));
  }

  private void refuses(Authority device) {
    for (var protocol :
        List.of(
            ProvisioningDeviceClientTransportProtocol.MQTT,
            ProvisioningDeviceClientTransportProtocol.HTTPS)) {
      assertThatThrownBy(() -> provisioning.register(showing(device), protocol))
          .isInstanceOf(Exception.class);
    }
  }
}
