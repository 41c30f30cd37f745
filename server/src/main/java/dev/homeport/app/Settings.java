package dev.homeport.app;

import dev.homeport.mail.MailSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The tree {@code homeport.*} with defaults that run on a laptop; see docs/configuration.md. */
@ConfigMapping(prefix = "homeport")
public interface Settings {

  /** The data directory. */
  @WithDefault("${user.home}/.homeport")
  Path data();

  /** Names and addresses that clients use; 127.0.0.1 and localhost are always among them. */
  Optional<List<String>> hosts();

  /** The address that the ports are bound to. */
  @WithDefault("0.0.0.0")
  String bind();

  /** Addresses and networks of proxies whose word for a caller's address is taken. */
  Optional<List<String>> trustedProxies();

  /** An address at which this machine reaches the ports. */
  default String localAddress() {
    return bind().equals("0.0.0.0") ? "127.0.0.1" : bind();
  }

  Ports ports();

  DatabaseSettings database();

  Kafka kafka();

  Telemetry telemetry();

  History history();

  Health health();

  Query query();

  Configurations configurations();

  Jobs jobs();

  Provisioning provisioning();

  Audit audit();

  Blobs blobs();

  Transfer transfer();

  Updates updates();

  MailServer mail();

  AlertSettings alerts();

  Webhooks webhooks();

  Node node();

  Tls tls();

  Admin admin();

  Oidc oidc();

  Console console();

  /** Ports of the edges. The Azure SDKs cannot change 443 and 8883. */
  interface Ports {
    @WithDefault("443")
    int https();

    @WithDefault("8883")
    int mqtts();

    /** MQTT without TLS, for trusted networks and benchmarks; 0: not at all. */
    @WithDefault("0")
    int mqtt();
  }

  /** PostgreSQL: embedded unless a URL is given. */
  interface DatabaseSettings {
    Optional<String> url();

    Optional<String> username();

    Optional<String> password();

    @WithDefault("16")
    int poolSize();

    /** Of the embedded one on 127.0.0.1; 0: any free one. */
    @WithDefault("0")
    int port();
  }

  /** Kafka: embedded unless bootstrap servers are given. */
  interface Kafka {
    Optional<String> bootstrapServers();

    /** How to speak with them, as Kafka's own tools take it in a {@code client.properties}. */
    Optional<Path> clientProperties();

    /** Of the embedded broker on 127.0.0.1; another one when it is taken. */
    @WithDefault("9092")
    int port();

    /** Heap of the embedded broker, as {@code -Xmx} takes it. */
    @WithDefault("512m")
    String heap();

    /** Folder with the embedded broker's jars. */
    Optional<Path> libraries();
  }

  /** The topics. */
  interface Telemetry {
    @WithDefault("8")
    int partitions();

    @WithDefault("7d")
    Duration retention();
  }

  /** What is kept in PostgreSQL of the numbers in telemetry, and of what happened to devices. */
  interface History {
    /** How long single values are kept. */
    @WithDefault("7d")
    Duration values();

    /** How long minutes are kept. */
    @WithDefault("90d")
    Duration minutes();

    /** How long hours are kept. */
    @WithDefault("1095d")
    Duration hours();

    /** How long what happened to devices is kept. */
    @WithDefault("30d")
    Duration timeline();
  }

  /** How well devices are. */
  interface Health {
    /** No device is silent sooner. */
    @WithDefault("60s")
    Duration minSilence();

    /** Every device is silent after that. */
    @WithDefault("24h")
    Duration maxSilence();

    /** How long changes are kept. */
    @WithDefault("90d")
    Duration history();

    /** How many devices this node keeps at hand. */
    @WithDefault("50000")
    int devices();
  }

  /** Queries over twins. */
  interface Query {
    /** How long one page may take. */
    @WithDefault("10s")
    Duration timeout();
  }

  /** Automatic configurations of devices. */
  interface Configurations {
    /** Between two passes over all twins, of all nodes together. */
    @WithDefault("5m")
    Duration interval();
  }

  /** Jobs on many devices. */
  interface Jobs {
    /** How many devices this node calls at the same time, for all jobs together. */
    @WithDefault("10000")
    int concurrency();

    /** How many jobs this node runs at the same time. */
    @WithDefault("10")
    int parallel();

    /** How many devices are found, patched or marked in one transaction. */
    @WithDefault("500")
    int batch();

    /** How long jobs that are over are kept. */
    @WithDefault("30d")
    Duration retention();
  }

  /** The provisioning service. */
  interface Provisioning {
    /** How many registrations of devices may begin in a second on this node. */
    @WithDefault("1000")
    int rate();
  }

  /** The log of what people, tokens and policies did. */
  interface Audit {
    /** How long entries are kept at least; whole months are dropped. */
    @WithDefault("365d")
    Duration retention();
  }

  /** Imports and exports of registries by way of containers in Azure storage accounts. */
  interface Transfer {
    /** Whether the containers may be on the server's own machine, and without TLS then. */
    @WithDefault("false")
    boolean containersOnOwnMachine();
  }

  /** Files that the installation keeps, and their downloads. */
  interface Blobs {
    /** The folder, which several nodes share; default: {@code blobs} in the data directory. */
    Optional<Path> directory();

    /**
     * The file with the connection string of an Azure storage account, which then keeps them
     * instead.
     */
    Optional<Path> azureConnectionStringFile();

    /** Megabytes a second of all downloads from this node; 0: as fast as can be. */
    @WithDefault("100")
    int downloadRate();

    /** How many downloads from this node go on at the same time. */
    @WithDefault("200")
    int downloads();
  }

  /** Updates of devices over the air. */
  interface Updates {
    /** Which version is newer: {@code semver} or {@code natural}. */
    @WithDefault("semver")
    String versionOrder();

    /** How long the URL in an order is good. */
    @WithDefault("1h")
    Duration urlTime();

    /** The provider of all updates in manifests for agents of Azure Device Update. */
    @WithDefault("homeport")
    String azureProvider();

    /** The handler that these agents have for such an update. */
    @WithDefault("microsoft/swupdate:2")
    String azureHandler();

    /** Megabytes of a firmware at most. */
    @WithDefault("2048")
    int maxFirmwareSize();
  }

  /** The SMTP server that reports and the like are mailed by; without a host there is no mail. */
  interface MailServer {
    Optional<String> host();

    @WithDefault("587")
    int port();

    @WithDefault("starttls")
    MailSettings.Security security();

    Optional<String> user();

    /** The file with the user's password. */
    Optional<Path> passwordFile();

    /** The sender's address. */
    Optional<String> from();

    /** PEM file with the certificates that are trusted for the server; default: the JDK's. */
    Optional<Path> ca();

    /** Megabytes of a file that is attached; a larger one is only told of. */
    @WithDefault("10")
    int attachmentLimit();
  }

  /** What people are told of. */
  interface AlertSettings {
    /** How long alerts are kept whose cause is over. */
    @WithDefault("90d")
    Duration retention();
  }

  /** Messages to programs. */
  interface Webhooks {
    /** Whether they may be on the server's own machine. */
    @WithDefault("false")
    boolean onOwnMachine();
  }

  /** This process among the nodes of the installation. */
  interface Node {
    /** {@code host:port} at which the other nodes reach this one; default: the first host. */
    Optional<String> address();
  }

  /** PEM files of the user's own certificate; otherwise the installation makes its own. */
  interface Tls {
    Optional<Path> certificate();

    Optional<Path> key();

    Optional<Path> ca();
  }

  /** The first account of the console. */
  interface Admin {
    @WithDefault("admin")
    String user();
  }

  /** The identity provider that vouches for people, besides local accounts. */
  interface Oidc {
    /** As its metadata have it; without one, there are local accounts only. */
    Optional<String> issuer();

    Optional<String> clientId();

    /** Of a confidential client. */
    Optional<String> clientSecret();

    /** What the button on the sign-in page says. */
    @WithDefault("single sign-on")
    String name();

    @WithDefault("openid,profile,email")
    List<String> scopes();

    /** The claim that says what to call a person. */
    @WithDefault("preferred_username")
    String userNameClaim();

    /** The claim that decides about the role, or a path as {@code realm_access.roles}. */
    @WithDefault("roles")
    String roleClaim();

    OidcRoles roles();

    /** The claim that names the group of devices that a person is limited to. */
    Optional<String> groupClaim();

    /** PEM file with the certificates that are trusted for the provider; default: the JDK's. */
    Optional<Path> ca();
  }

  /** The values of the claim that stand for each role. */
  interface OidcRoles {
    Optional<List<String>> admin();

    Optional<List<String>> technician();

    Optional<List<String>> viewer();
  }

  /** The console in the browser. */
  interface Console {
    /** A build of one's own, in place of the one inside the server. */
    Optional<Path> directory();
  }
}
