package dev.homeport.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.homeport.app.console.EffectiveSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsReaderTest {

  @TempDir Path temporary = Path.of("unset");

  /** Also those that the build itself was given. */
  @BeforeEach
  @AfterEach
  void forgetSettings() {
    System.getProperties().keySet().removeIf(name -> name.toString().startsWith("homeport."));
  }

  private Arguments file(String... lines) throws IOException {
    Arguments arguments = new Arguments();
    arguments.config = Files.write(temporary.resolve("homeport.properties"), List.of(lines));
    return arguments;
  }

  private static List<String> errors(Arguments arguments) {
    return catchThrowableOfType(ConfigurationErrors.class, () -> SettingsReader.read(arguments))
        .errors();
  }

  @Test
  void hasDefaultsThatRunOnALaptop() {
    Settings settings = SettingsReader.read(new Arguments());

    assertThat(settings.ports().https()).isEqualTo(443);
    assertThat(settings.ports().mqtts()).isEqualTo(8883);
    assertThat(settings.ports().mqtt()).isZero();
    assertThat(settings.telemetry().retention()).isEqualTo(Duration.ofDays(7));
    assertThat(settings.localAddress()).isEqualTo("127.0.0.1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "homeport.ports.https=65536|homeport.ports.https is between 0 and 65535, not 65536",
        "homeport.ports.mqtts=-1|homeport.ports.mqtts is between 0 and 65535, not -1",
        "homeport.ports.mqtt=70000|homeport.ports.mqtt is between 0 and 65535, not 70000",
        "homeport.database.port=70000|homeport.database.port is between 0 and 65535, not 70000",
        "homeport.kafka.port=70000|homeport.kafka.port is between 0 and 65535, not 70000",
        "homeport.database.pool-size=0|homeport.database.pool-size is at least 1",
        "homeport.telemetry.partitions=0|homeport.telemetry.partitions is at least 1",
        "homeport.telemetry.retention=0s|homeport.telemetry.retention is longer than nothing",
        "homeport.kafka.heap=lots|homeport.kafka.heap is a size such as 512m or 2g",
        "homeport.kafka.heap=0m|homeport.kafka.heap is a size such as 512m or 2g",
        "homeport.hosts=a_b|'a_b' is neither a host name nor an address",
        "homeport.hosts=https://hub|'https://hub' is neither a host name nor an address",
        "homeport.tls.ca=/dev/null|homeport.tls.ca goes with homeport.tls.certificate and"
            + " homeport.tls.key",
        "homeport.tls.key=/dev/null|homeport.tls.certificate and homeport.tls.key go together",
        "homeport.database.url=jdbc:postgresql://db/h|homeport.database.url goes with"
            + " homeport.database.username and .password"
      })
  void tellsWhatIsWrongWithASetting(String line, String error) throws IOException {
    assertThat(errors(file(line))).containsExactly(error);
  }

  @Test
  void tellsThatAFileIsMissing() throws IOException {
    assertThat(
            errors(file("homeport.tls.certificate=/no/such.pem", "homeport.tls.key=/no/such.key")))
        .containsExactly(
            "homeport.tls.certificate: /no/such.pem cannot be read",
            "homeport.tls.key: /no/such.key cannot be read");
    Arguments arguments = new Arguments();
    arguments.config = Path.of("/no/such.properties");
    assertThat(errors(arguments)).containsExactly("--config: /no/such.properties cannot be read");
  }

  @Test
  void tellsEverythingThatIsWrongAtOnce() throws IOException {
    assertThat(
            errors(
                file(
                    "homeport.database.pool-size=0",
                    "homeport.kafka.heap=lots",
                    "homeport.ports.https=-1")))
        .hasSize(3);
  }

  @Test
  void tellsWhichSettingHasAValueOfAnotherKind() throws IOException {
    assertThat(errors(file("homeport.ports.https=many", "homeport.telemetry.retention=soon")))
        .hasSize(2)
        .anyMatch(error -> error.contains("homeport.ports.https"))
        .anyMatch(error -> error.contains("homeport.telemetry.retention"));
  }

  @Test
  void refusesASettingThatItDoesNotKnow() throws IOException {
    assertThat(errors(file("homeport.ports.htps=443")))
        .singleElement()
        .asString()
        .contains("homeport.ports.htps");
  }

  @Test
  void theCommandLineGoesBeforeTheFile() throws IOException {
    Arguments arguments = file("homeport.data=/from/file", "homeport.hosts=from.file");
    arguments.data = Path.of("/from/arguments");
    arguments.hosts = List.of("from.arguments", "also.from.arguments");
    arguments.dpsHosts = List.of("dps.test");

    Settings settings = SettingsReader.read(arguments);

    assertThat(settings.data()).isEqualTo(Path.of("/from/arguments"));
    assertThat(SettingsReader.hosts(settings, arguments))
        .containsExactly(
            "from.arguments", "also.from.arguments", "127.0.0.1", "localhost", "dps.test");
  }

  @Test
  void aSystemPropertyGoesBeforeTheFile() throws IOException {
    System.setProperty("homeport.ports.https", "8443");

    Settings settings =
        SettingsReader.read(file("homeport.ports.https=9443", "homeport.bind=127.0.0.2"));

    assertThat(settings.ports().https()).isEqualTo(8443);
    assertThat(settings.localAddress()).isEqualTo("127.0.0.2");
  }

  private static EffectiveSetting effective(Arguments arguments, String name) {
    return SettingsReader.effective(arguments).stream()
        .filter(setting -> setting.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void tellsWhoSaysWhatASettingIs() throws IOException {
    System.setProperty("homeport.ports.https", "8443");
    Arguments arguments =
        file("homeport.ports.https=9443", "homeport.bind=127.0.0.2", "homeport.data=/from/file");
    arguments.data = Path.of("/from/arguments");
    SettingsReader.read(arguments);

    assertThat(
            List.of(
                effective(arguments, "homeport.data"),
                effective(arguments, "homeport.ports.https"),
                effective(arguments, "homeport.bind"),
                effective(arguments, "homeport.database.pool-size"),
                effective(arguments, "homeport.oidc.issuer")))
        .containsExactly(
            new EffectiveSetting(
                "homeport.data", "/from/arguments", EffectiveSetting.Source.COMMAND_LINE),
            new EffectiveSetting(
                "homeport.ports.https", "8443", EffectiveSetting.Source.SYSTEM_PROPERTY),
            new EffectiveSetting("homeport.bind", "127.0.0.2", EffectiveSetting.Source.FILE),
            new EffectiveSetting(
                "homeport.database.pool-size", "16", EffectiveSetting.Source.DEFAULT),
            new EffectiveSetting("homeport.oidc.issuer", null, EffectiveSetting.Source.DEFAULT));
  }

  @Test
  void tellsNoSecrets() throws IOException {
    Arguments arguments =
        file(
            "homeport.database.url=jdbc:postgresql://ann:hush1@db/homeport?password=hush2&ssl=true",
            "homeport.database.username=ann",
            "homeport.database.password=hush3",
            "homeport.oidc.client-secret=hush4");
    SettingsReader.read(arguments);

    assertThat(effective(arguments, "homeport.database.url").value())
        .isEqualTo("jdbc:postgresql://***@db/homeport?password=***&ssl=true");
    assertThat(effective(arguments, "homeport.database.password").value()).isEqualTo("***");
    assertThat(SettingsReader.effective(arguments).toString()).doesNotContain("hush");
  }

  @Test
  void putsAllErrorsIntoItsMessage() {
    assertThatThrownBy(
            () -> {
              throw new ConfigurationErrors(List.of("one", "two"));
            })
        .hasMessage("one; two");
  }
}
