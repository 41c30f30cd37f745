package dev.homeport.app;

import dev.homeport.app.console.EffectiveSetting;
import dev.homeport.mail.Mailer;
import dev.homeport.update.firmware.VersionOrder;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads {@link Settings} before Quarkus starts: command line, system properties, environment, the
 * file of {@code --config}, defaults, in this order. What the command line and the file say becomes
 * system properties, so that Quarkus sees the same values. Everything that is wrong is told at
 * once.
 */
final class SettingsReader {

  private static final Pattern HEAP = Pattern.compile("[1-9][0-9]*[kmgKMG]?");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?");

  private SettingsReader() {}

  static Settings read(Arguments arguments) {
    if (arguments.data != null) {
      System.setProperty("homeport.data", arguments.data.toAbsolutePath().normalize().toString());
    }
    if (!arguments.hosts.isEmpty()) {
      System.setProperty("homeport.hosts", String.join(",", arguments.hosts));
    }
    if (arguments.config != null) {
      readFile(arguments.config);
    }
    Settings settings = map();
    List<String> errors = errors(settings, arguments);
    if (!errors.isEmpty()) {
      throw new ConfigurationErrors(errors);
    }
    return settings;
  }

  /** What was read, with who says so. */
  static List<EffectiveSetting> effective(Arguments arguments) {
    Set<String> onCommandLine = new HashSet<>();
    if (arguments.data != null) {
      onCommandLine.add("homeport.data");
    }
    if (!arguments.hosts.isEmpty()) {
      onCommandLine.add("homeport.hosts");
    }
    Set<String> inFile = new HashSet<>();
    if (arguments.config != null) {
      properties(arguments.config)
          .forEach(
              (name, value) -> {
                if (value.equals(System.getProperty(name))) {
                  inFile.add(name);
                }
              });
    }
    return new SettingSources(config(), onCommandLine, inFile).all();
  }

  private static void readFile(Path file) {
    properties(file)
        .forEach(
            (name, value) -> {
              if (!System.getenv().containsKey(environmentName(name))) {
                System.getProperties().putIfAbsent(name, value);
              }
            });
  }

  private static Map<String, String> properties(Path file) {
    try {
      return new PropertiesConfigSource(file.toUri().toURL()).getProperties();
    } catch (IOException e) {
      throw new ConfigurationErrors(List.of("--config: " + file + " cannot be read"));
    }
  }

  private static String environmentName(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(java.util.Locale.ROOT);
  }

  private static Settings map() {
    try {
      return config().getConfigMapping(Settings.class);
    } catch (ConfigValidationException e) {
      List<String> errors = new ArrayList<>();
      for (int i = 0; i < e.getProblemCount(); i++) {
        errors.add(e.getProblem(i).getMessage());
      }
      throw new ConfigurationErrors(errors);
    }
  }

  private static SmallRyeConfig config() {
    return new SmallRyeConfigBuilder()
        .addDefaultSources()
        .addDefaultInterceptors()
        .addDiscoveredConverters()
        .withMapping(Settings.class)
        .build();
  }

  private static List<String> errors(Settings settings, Arguments arguments) {
    List<String> errors = new ArrayList<>();
    Settings.Tls tls = settings.tls();
    if (tls.certificate().isPresent() != tls.key().isPresent()) {
      errors.add("homeport.tls.certificate and homeport.tls.key go together");
    }
    if (tls.ca().isPresent() && tls.certificate().isEmpty()) {
      errors.add("homeport.tls.ca goes with homeport.tls.certificate and homeport.tls.key");
    }
    requireFile(errors, "homeport.tls.certificate", tls.certificate());
    requireFile(errors, "homeport.tls.key", tls.key());
    requireFile(errors, "homeport.tls.ca", tls.ca());
    if (settings.database().url().isPresent() && settings.database().username().isEmpty()) {
      errors.add("homeport.database.url goes with homeport.database.username and .password");
    }
    if (settings.database().poolSize() < 1) {
      errors.add("homeport.database.pool-size is at least 1");
    }
    if (settings.telemetry().partitions() < 1) {
      errors.add("homeport.telemetry.partitions is at least 1");
    }
    if (!settings.telemetry().retention().isPositive()) {
      errors.add("homeport.telemetry.retention is longer than nothing");
    }
    if (!settings.audit().retention().isPositive()) {
      errors.add("homeport.audit.retention is longer than nothing");
    }
    Settings.History history = settings.history();
    if (!history.values().isPositive()
        || history.minutes().compareTo(history.values()) < 0
        || history.hours().compareTo(history.minutes()) < 0) {
      errors.add(
          "homeport.history.values is longer than nothing, .minutes at least as long, and .hours at"
              + " least as long as .minutes");
    }
    if (!history.timeline().isPositive()) {
      errors.add("homeport.history.timeline is longer than nothing");
    }
    Settings.Health health = settings.health();
    if (!health.minSilence().isPositive()
        || health.maxSilence().compareTo(health.minSilence()) < 0
        || !health.history().isPositive()
        || health.devices() < 1) {
      errors.add(
          "homeport.health.min-silence and .history are longer than nothing, .max-silence is at"
              + " least as long as .min-silence, and .devices is at least 1");
    }
    requireFile(
        errors,
        "homeport.blobs.azure-connection-string-file",
        settings.blobs().azureConnectionStringFile());
    if (settings.blobs().downloadRate() < 0 || settings.blobs().downloads() < 1) {
      errors.add("homeport.blobs.download-rate is at least 0, and .downloads at least 1");
    }
    if (VersionOrder.of(settings.updates().versionOrder()).isEmpty()) {
      errors.add("homeport.updates.version-order is semver or natural");
    }
    if (settings.updates().maxFirmwareSize() < 1 || !settings.updates().urlTime().isPositive()) {
      errors.add(
          "homeport.updates.max-firmware-size is at least 1, and .url-time longer than nothing");
    }
    Settings.Jobs jobs = settings.jobs();
    if (jobs.concurrency() < 1 || jobs.parallel() < 1) {
      errors.add("homeport.jobs.concurrency and homeport.jobs.parallel are at least 1");
    }
    if (jobs.batch() < 1 || jobs.batch() > 1_000) {
      errors.add("homeport.jobs.batch is between 1 and 1000");
    }
    if (!jobs.retention().isPositive()) {
      errors.add("homeport.jobs.retention is longer than nothing");
    }
    if (settings.provisioning().rate() < 1) {
      errors.add("homeport.provisioning.rate is at least 1");
    }
    if (!settings.query().timeout().isPositive()) {
      errors.add("homeport.query.timeout is longer than nothing");
    }
    if (!settings.configurations().interval().isPositive()) {
      errors.add("homeport.configurations.interval is longer than nothing");
    }
    mailErrors(errors, settings.mail());
    if (!settings.alerts().retention().isPositive()) {
      errors.add("homeport.alerts.retention is longer than nothing");
    }
    Settings.Oidc oidc = settings.oidc();
    if (oidc.issuer().isPresent()) {
      if (oidc.clientId().isEmpty()) {
        errors.add("homeport.oidc.issuer goes with homeport.oidc.client-id");
      }
      if (oidc.roles().admin().isEmpty()
          && oidc.roles().technician().isEmpty()
          && oidc.roles().viewer().isEmpty()) {
        errors.add("homeport.oidc.issuer goes with homeport.oidc.roles.admin, … or .viewer");
      }
      requireFile(errors, "homeport.oidc.ca", oidc.ca());
    }
    if (settings.kafka().clientProperties().isPresent()) {
      try {
        kafkaClient(settings);
      } catch (UncheckedIOException | IllegalArgumentException e) {
        errors.add("homeport.kafka.client-properties cannot be used: " + e.getMessage());
      }
    }
    if (settings.kafka().clientProperties().isPresent()
        && settings.kafka().bootstrapServers().isEmpty()) {
      errors.add("homeport.kafka.client-properties goes with homeport.kafka.bootstrap-servers");
    }
    if (!HEAP.matcher(settings.kafka().heap()).matches()) {
      errors.add("homeport.kafka.heap is a size such as 512m or 2g");
    }
    requirePort(errors, "homeport.ports.https", settings.ports().https());
    requirePort(errors, "homeport.ports.mqtts", settings.ports().mqtts());
    requirePort(errors, "homeport.ports.mqtt", settings.ports().mqtt());
    requirePort(errors, "homeport.database.port", settings.database().port());
    requirePort(errors, "homeport.kafka.port", settings.kafka().port());
    for (String host : hosts(settings, arguments)) {
      if (!HOST.matcher(host).matches()) {
        errors.add("'" + host + "' is neither a host name nor an address");
      }
    }
    return errors;
  }

  private static void mailErrors(List<String> errors, Settings.MailServer mail) {
    if (mail.host().isEmpty()) {
      return;
    }
    if (mail.from().filter(Mailer::isAddress).isEmpty()) {
      errors.add("homeport.mail.host goes with homeport.mail.from, an address");
    }
    if (mail.user().isPresent() != mail.passwordFile().isPresent()) {
      errors.add("homeport.mail.user and homeport.mail.password-file go together");
    }
    if (mail.attachmentLimit() < 1) {
      errors.add("homeport.mail.attachment-limit is at least 1");
    }
    requirePort(errors, "homeport.mail.port", mail.port());
    requireFile(errors, "homeport.mail.password-file", mail.passwordFile());
    requireFile(errors, "homeport.mail.ca", mail.ca());
  }

  /**
   * How to speak with the user's own Kafka; empty when nothing is said.
   *
   * @throws UncheckedIOException when the file cannot be read
   * @throws IllegalArgumentException when it is no properties file
   */
  static Map<String, String> kafkaClient(Settings settings) {
    Properties properties = new Properties();
    settings
        .kafka()
        .clientProperties()
        .ifPresent(
            file -> {
              try (Reader in = Files.newBufferedReader(file)) {
                properties.load(in);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toMap(name -> name, properties::getProperty));
  }

  private static void requireFile(List<String> errors, String name, java.util.Optional<Path> file) {
    if (file.isPresent() && !Files.isReadable(file.get())) {
      errors.add(name + ": " + file.get() + " cannot be read");
    }
  }

  private static void requirePort(List<String> errors, String name, int port) {
    if (port < 0 || port > 65_535) {
      errors.add(name + " is between 0 and 65535, not " + port);
    }
  }

  /** The names that clients use, the first of them for what Homeport prints itself. */
  static List<String> hosts(Settings settings, Arguments arguments) {
    Set<String> hosts = new LinkedHashSet<>(settings.hosts().orElse(List.of()));
    hosts.add("127.0.0.1");
    hosts.add("localhost");
    hosts.addAll(arguments.dpsHosts);
    return List.copyOf(hosts);
  }
}
