package dev.homeport.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleFilesTest {

  @TempDir Path folder = Path.of("");
  private ConsoleFiles files = new ConsoleFiles(Optional.empty());

  @BeforeEach
  void build() throws IOException {
    Path dist = folder.resolve("dist");
    Files.createDirectories(dist.resolve("assets"));
    Files.writeString(folder.resolve("secret.txt"), "secret");
    Files.writeString(dist.resolve("assets/app.js"), "x".repeat(5_000));
    Files.writeString(dist.resolve("index.html"), "<meta content=\"__CSP_NONCE__\">");
    files = new ConsoleFiles(Optional.of(dist));
  }

  @Test
  void servesFilesWithTheirTypeAndCompressesText() {
    ConsoleFiles.File file = files.find("assets/app.js").orElseThrow();

    assertThat(file.type()).isEqualTo("text/javascript; charset=utf-8");
    assertThat(file.content()).hasSize(5_000);
    assertThat(file.compressed()).hasSizeLessThan(200);
  }

  @Test
  void staysInsideItsDirectory() {
    assertThat(files.find("../secret.txt")).isEmpty();
    assertThat(files.find("assets/../../secret.txt")).isEmpty();
    assertThat(files.find("/" + folder.resolve("secret.txt"))).isEmpty();
    assertThat(files.find("..\\secret.txt")).isEmpty();
    assertThat(files.find("assets")).isEmpty();
    assertThat(files.find("")).isEmpty();
  }

  @Test
  void putsTheNonceIntoThePage() {
    assertThat(files.index("abc")).contains("<meta content=\"abc\">");
  }

  @Test
  void acceptsSocketsOfItsOwnPagesOnly() {
    assertThat(LiveUpgrade.isSameOrigin("https://hub.example", "hub.example")).isTrue();
    assertThat(LiveUpgrade.isSameOrigin("https://hub.example", "HUB.example:443")).isTrue();
    assertThat(LiveUpgrade.isSameOrigin("https://[::1]:8443", "[::1]:8443")).isTrue();
    assertThat(LiveUpgrade.isSameOrigin("https://hub.example:8443", "hub.example")).isFalse();
    assertThat(LiveUpgrade.isSameOrigin("https://evil.example", "hub.example")).isFalse();
    assertThat(LiveUpgrade.isSameOrigin("null", "hub.example")).isFalse();
    assertThat(LiveUpgrade.isSameOrigin(null, "hub.example")).isFalse();
  }

  @Test
  void choosesAHostNameThatDeviceSdksTake() {
    List<String> names = List.of("127.0.0.1", "hub.example", "localhost");

    assertThat(HostNames.choose("hub.example:8443", names)).isEqualTo("hub.example");
    assertThat(HostNames.choose("127.0.0.1", names)).isEqualTo("127.0.0.1");
    assertThat(HostNames.choose("localhost", names)).isEqualTo("hub.example");
    assertThat(HostNames.choose("forged.example", names)).isEqualTo("hub.example");
    assertThat(HostNames.choose(null, List.of("localhost"))).isEqualTo("127.0.0.1");
  }
}
