package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.homeport.agent.HubConnectionString;
import dev.homeport.agent.SharedAccessToken;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Reports over the wire: as files, for those who may have them, and by mail. */
final class ReportIT {

  private static final Duration LIMIT = Duration.ofSeconds(120);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  @Test
  void reportsAreDownloadedByThoseWhoMayAndMailedToThoseWhoAreNamed() throws Exception {
    ServerSetup smtp = ServerSetup.SMTP.dynamicPort();
    smtp.setServerStartupTimeout(LIMIT.toMillis());
    GreenMail mail = new GreenMail(smtp);
    mail.start();
    try (HomeportServer server =
        new HomeportServer(
                folder.resolve("server"),
                "homeport.mail.host=127.0.0.1",
                "homeport.mail.port=" + mail.getSmtp().getPort(),
                "homeport.mail.security=none",
                "homeport.mail.from=homeport@example.com")
            .start()) {
      People people = new People(server);
      People.Window admin =
          people.signIn(
              server.endpoint("HOMEPORT_ADMIN_USER"), server.endpoint("HOMEPORT_ADMIN_PASSWORD"));
      for (String id : List.of("north-1", "north-2", "south-1")) {
        admin.send("POST", "/api/v1/devices", People.json(Map.of("deviceId", id)));
        admin.send(
            "PATCH",
            "/api/v1/devices/" + id + "/twin",
            "{\"tags\":{\"site\":\"=" + id.substring(0, 5) + "\"}}");
      }
      admin.send(
          "PUT",
          "/api/v1/groups/north",
          People.json(Map.of("condition", "STARTSWITH(deviceId, 'north')")));

      viewersDownloadAndTechniciansDoNot(server, people, admin);
      whoIsLimitedToAGroupGetsReportsAboutTheGroup(server, people, admin);
      aServiceDownloadsWithItsPolicy(server);
      adminsTryOutTheMailAndSeeHowItIsSetUp(mail, people, admin);
      wrongRequestsAreAnsweredWithoutAFile(admin);
      aPageToPrintHasTheFirstRows(admin);
      aScheduleMailsTheReport(admin, mail);
      downloadsAreInTheAuditLog(admin);
    } finally {
      mail.stop();
    }
  }

  static HttpResponse<byte[]> download(
      HomeportServer server, String header, String value, String file)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newBuilder().sslContext(server.trust()).build()) {
      return http.send(
          HttpRequest.newBuilder(
                  URI.create(server.endpoint("HOMEPORT_CONSOLE_URL"))
                      .resolve("/api/v1/reports/" + file))
              .timeout(LIMIT)
              .header(header, value)
              .build(),
          HttpResponse.BodyHandlers.ofByteArray());
    }
  }

  static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private void viewersDownloadAndTechniciansDoNot(
      HomeportServer server, People people, People.Window admin) throws Exception {
    People.Window viewer = people.person(admin, "vera", Map.of("role", "viewer"));
    People.Window technician = people.person(admin, "theo", Map.of("role", "technician"));

    HttpResponse<byte[]> csv =
        download(server, "Cookie", viewer.value(), "inventory.csv?tag=site&group=north");
    assertThat(csv.statusCode()).isEqualTo(200);
    assertThat(csv.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
    assertThat(csv.headers().firstValue("Content-Disposition").orElseThrow())
        .matches("attachment; filename=\"inventory-\\d{4}-\\d\\d-\\d\\d\\.csv\"");
    assertThat(text(csv).lines())
        .hasSize(3)
        .satisfies(
            lines -> {
              assertThat(lines.get(0)).startsWith("deviceId,status,").endsWith(",tags.site");
              assertThat(lines.get(1))
                  .startsWith("north-1,enabled,Disconnected,")
                  .endsWith(",'=north");
            });

    HttpResponse<byte[]> xlsx = download(server, "Cookie", viewer.value(), "inventory.xlsx");
    assertThat(xlsx.statusCode()).isEqualTo(200);
    assertThat(entries(xlsx.body())).contains("xl/workbook.xml", "xl/worksheets/sheet1.xml");

    assertThat(download(server, "Cookie", technician.value(), "inventory.csv").statusCode())
        .isEqualTo(403);
    assertThat(viewer.get("/api/v1/report-schedules").status()).isEqualTo(403);
  }

  private Set<String> entries(byte[] workbook) throws IOException {
    try (ZipFile zip = new ZipFile(Files.write(folder.resolve("report.xlsx"), workbook).toFile())) {
      return zip.stream().map(ZipEntry::getName).collect(Collectors.toSet());
    }
  }

  private static void whoIsLimitedToAGroupGetsReportsAboutTheGroup(
      HomeportServer server, People people, People.Window admin) throws Exception {
    People.Window limited =
        people.person(admin, "nora", Map.of("role", "viewer", "group", "north"));

    assertThat(text(download(server, "Cookie", limited.value(), "inventory.csv")))
        .contains("north-1", "north-2")
        .doesNotContain("south-1");
    assertThat(
            text(
                download(
                    server, "Cookie", limited.value(), "inventory.csv?condition=true%20OR%20true")))
        .doesNotContain("south-1");
  }

  private static void adminsTryOutTheMailAndSeeHowItIsSetUp(
      GreenMail mail, People people, People.Window admin) throws Exception {
    mail.purgeEmailFromAllMailboxes();
    String tried = People.json(Map.of("recipient", "ops@example.com"));

    assertThat(admin.send("POST", "/api/v1/installation/test-mail", tried).status()).isEqualTo(204);
    assertThat(mail.getReceivedMessages()[0].getSubject()).isEqualTo("Homeport can send mail");
    assertThat(
            admin
                .send(
                    "POST",
                    "/api/v1/installation/test-mail",
                    People.json(Map.of("recipient", "nobody")))
                .status())
        .isEqualTo(400);
    People.Window technician = people.person(admin, "toni", Map.of("role", "technician"));
    assertThat(technician.get("/api/v1/installation").status()).isEqualTo(403);

    JsonNode installation = admin.get("/api/v1/installation").body();
    assertThat(installation.path("mailFrom").asText()).isEqualTo("homeport@example.com");
    assertThat(installation.path("nodes").size()).isEqualTo(1);
    assertThat(installation.path("versions").path("postgresql").asText()).isNotEmpty();
    assertThat(
            installation
                .path("settings")
                .valueStream()
                .filter(setting -> setting.path("name").asText().equals("homeport.mail.host"))
                .map(
                    setting ->
                        setting.path("value").asText() + " " + setting.path("source").asText())
                .toList())
        .containsExactly("127.0.0.1 SYSTEM_PROPERTY");
    mail.purgeEmailFromAllMailboxes();
  }

  private static void aServiceDownloadsWithItsPolicy(HomeportServer server) throws Exception {
    HubConnectionString hub =
        HubConnectionString.parse(server.endpoint("IOTHUB_CONNECTION_STRING"));
    String token = SharedAccessToken.forHub(hub, Instant.now().plus(Duration.ofMinutes(5)));

    assertThat(text(download(server, "Authorization", token, "provisioning.csv")).lines())
        .hasSize(2)
        .last()
        .asString()
        .endsWith(",3,3");
  }

  private static void wrongRequestsAreAnsweredWithoutAFile(People.Window admin) {
    assertThat(admin.get("/api/v1/reports/everything").status()).isEqualTo(404);
    assertThat(admin.get("/api/v1/reports/inventory.pdf").status()).isEqualTo(404);
    assertThat(admin.get("/api/v1/reports/inventory.csv?condition=deviceId%20%3D").status())
        .isEqualTo(400);
    assertThat(admin.get("/api/v1/reports/inventory.csv?group=gone").status()).isEqualTo(400);
    assertThat(admin.get("/api/v1/reports/health.csv?tag=site").status()).isEqualTo(400);
  }

  private static void aPageToPrintHasTheFirstRows(People.Window admin) {
    People.Answer page = admin.get("/api/v1/reports/inventory?condition=deviceId%3D'south-1'");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body().at("/columns/4").toString())
        .isEqualTo("{\"name\":\"created\",\"kind\":\"time\"}");
    assertThat(page.body().path("rows")).hasSize(1);
    assertThat(page.body().path("more").asBoolean(true)).isFalse();
  }

  private void aScheduleMailsTheReport(People.Window admin, GreenMail mail) throws Exception {
    People.Answer saved =
        admin.send(
            "PUT",
            "/api/v1/report-schedules/weekly",
            """
            {"report":"inventory","format":"xlsx","group":"north","every":"week","on":1,
             "at":"07:00","zone":"Europe/Berlin","recipients":["boss@example.com"]}
            """);
    assertThat(saved.status()).isEqualTo(200);
    assertThat(saved.body().path("changedBy").asText()).isEqualTo("admin");
    assertThat(admin.get("/api/v1/report-schedules").body().path("mail").asBoolean()).isTrue();

    assertThat(admin.send("POST", "/api/v1/report-schedules/weekly/send", "").status())
        .isEqualTo(204);

    assertThat(mail.waitForIncomingEmail(LIMIT.toMillis(), 1)).isTrue();
    MimeMessage message = mail.getReceivedMessages()[0];
    assertThat(message.getAllRecipients()[0]).hasToString("boss@example.com");
    MimeMultipart parts = (MimeMultipart) message.getContent();
    assertThat(entries(parts.getBodyPart(1).getInputStream().readAllBytes()))
        .contains("xl/workbook.xml");
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(
                        admin
                            .get("/api/v1/report-schedules")
                            .body()
                            .at("/items/0/lastAt")
                            .isTextual())
                    .isTrue());
    assertThat(admin.send("DELETE", "/api/v1/report-schedules/weekly", "").status()).isEqualTo(204);
  }

  private static void downloadsAreInTheAuditLog(People.Window admin) {
    assertThat(
            admin
                .get("/api/v1/audit?who=vera&action=downloadReport")
                .body()
                .path("items")
                .valueStream())
        .isNotEmpty()
        .allSatisfy(
            item -> assertThat(item.path("target").asText()).startsWith("reports/inventory"));
  }
}
