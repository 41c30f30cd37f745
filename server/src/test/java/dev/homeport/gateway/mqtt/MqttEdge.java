package dev.homeport.gateway.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.homeport.Identity;
import dev.homeport.LoggedLines;
import dev.homeport.Secret;
import dev.homeport.TestDatabase;
import dev.homeport.access.Authenticator;
import dev.homeport.access.SasToken;
import dev.homeport.access.ca.CertificateAuthorities;
import dev.homeport.access.ca.ChainVerifier;
import dev.homeport.alert.SecuritySignals;
import dev.homeport.eventlog.MemoryEventLog;
import dev.homeport.eventlog.Outbox;
import dev.homeport.gateway.Node;
import dev.homeport.gateway.SessionDirectory;
import dev.homeport.gateway.Sessions;
import dev.homeport.messaging.CommandQueue;
import dev.homeport.messaging.TelemetryIngest;
import dev.homeport.provisioning.ProvisioningAccess;
import dev.homeport.provisioning.ProvisioningService;
import dev.homeport.registry.Hubs;
import dev.homeport.registry.NewIdentity;
import dev.homeport.registry.RegistryService;
import dev.homeport.twin.TwinJson;
import dev.homeport.twin.TwinService;
import dev.homeport.webhook.SignedPost;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultEventLoopGroup;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalServerChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;

/**
 * The whole MQTT pipeline with everything below it, over Netty's in-process transport: a real event
 * loop, virtual threads, PostgreSQL; only the broker is replaced. All connections share one event
 * loop with a neighbour, who must notice nothing. The allocator of the server's side counts every
 * byte that a connection holds, so a leak is seen without waiting for the garbage collector.
 */
final class MqttEdge implements AutoCloseable {

  static final Duration LIMIT = Duration.ofSeconds(60);
  static final String HOST = "hub.test";
  static final Identity DEVICE = Identity.of("main", "device", "");

  private static final Identity NEIGHBOUR = Identity.of("main", "neighbour", "");
  private static final Secret KEY = Secret.randomKey(32);

  private final HikariDataSource database = TestDatabase.pooled();
  private final EventLoopGroup loops = new DefaultEventLoopGroup(1);
  private final ChannelGroup accepted = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final LocalAddress tcp = new LocalAddress("tcp-" + System.nanoTime());
  private final LocalAddress webSocket = new LocalAddress("ws-" + System.nanoTime());
  private final UnpooledByteBufAllocator buffers = new UnpooledByteBufAllocator(false);
  private final MemoryEventLog log = new MemoryEventLog();
  private final Sessions sessions;
  private final TwinService twins;
  private final MqttClient neighbour;
  final LoggedLines logged = LoggedLines.listen();

  MqttEdge() {
    Jdbi jdbi = Jdbi.create(database);
    Clock clock = Clock.systemUTC();
    Outbox outbox = new Outbox();
    Hubs hubs = new Hubs(jdbi);
    hubs.ensureDefault(List.of(HOST));
    RegistryService registry = new RegistryService(jdbi, outbox, clock);
    for (Identity identity : List.of(DEVICE, NEIGHBOUR)) {
      registry.create(
          identity,
          new NewIdentity(
              true,
              null,
              NewIdentity.sas(KEY.reveal(), KEY.reveal()),
              null,
              false,
              null,
              List.of()));
    }
    twins = new TwinService(jdbi, outbox, registry, TwinJson.mapper(), clock);
    Node node = new Node(jdbi, "127.0.0.1:443", () -> "00");
    sessions = new Sessions(new SessionDirectory(jdbi, outbox, node.id(), clock), node, clock);
    sessions.start();
    MqttServices services =
        new MqttServices(
            hubs,
            new Authenticator(
                hubs,
                registry,
                new ChainVerifier(new CertificateAuthorities(jdbi, clock), clock),
                clock),
            sessions,
            new TelemetryIngest(log.log(), clock),
            twins,
            new CommandQueue(jdbi, outbox, clock),
            new SubscriptionStore(jdbi),
            new ProvisioningService(
                jdbi,
                outbox,
                hubs,
                new SignedPost(false),
                new ProvisioningAccess(jdbi, clock),
                new CertificateAuthorities(jdbi, clock),
                TwinJson.mapper(),
                clock,
                _ -> HOST,
                1_000),
            new DatabaseTurns(16),
            new SecuritySignals(jdbi, clock));
    listen(tcp, channel -> MqttPipeline.onSocket(channel, null, services));
    listen(webSocket, channel -> MqttPipeline.onWebSocket(channel.pipeline(), services));
    neighbour = connect();
    neighbour.send(Packets.connect(NEIGHBOUR, token(NEIGHBOUR)));
    assertThat(neighbour.next()).isEqualTo("CONNACK CONNECTION_ACCEPTED");
  }

  private void listen(LocalAddress address, Consumer<LocalChannel> pipeline) {
    new ServerBootstrap()
        .group(loops)
        .channel(LocalServerChannel.class)
        .childOption(ChannelOption.ALLOCATOR, buffers)
        .childHandler(
            new ChannelInitializer<LocalChannel>() {
              @Override
              protected void initChannel(LocalChannel channel) {
                accepted.add(channel);
                pipeline.accept(channel);
              }
            })
        .bind(address)
        .syncUninterruptibly();
  }

  /** A token of the identity's own key that lasts for an hour. */
  static String token(Identity identity) {
    return token(identity, Instant.now().plusSeconds(3_600));
  }

  static String token(Identity identity, Instant expiry) {
    return SasToken.create(HOST + "/devices/" + identity.deviceId(), KEY, expiry, "");
  }

  MqttClient connect() {
    return MqttClient.connect(loops, tcp);
  }

  MqttClient connectWebSocket() {
    return MqttClient.connectRaw(loops, webSocket);
  }

  /** A client as {@link #DEVICE} that has its CONNACK. */
  MqttClient connectDevice() {
    MqttClient client = connect();
    client.send(Packets.connect(DEVICE, token(DEVICE)));
    assertThat(client.next()).isEqualTo("CONNACK CONNECTION_ACCEPTED");
    return client;
  }

  int telemetryCount() {
    return log.telemetryCount();
  }

  /** The neighbour, on the same event loop, is still served. */
  void requireServedNeighbour() {
    neighbour.send(Packets.PINGREQ);
    assertThat(neighbour.next()).isEqualTo("PINGRESP ");
  }

  /** Nothing is left of any other connection, and nothing went wrong meanwhile. */
  void requireNothingLeft() {
    await()
        .pollInSameThread()
        .pollInterval(Duration.ofMillis(2))
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              assertThat(accepted.size()).isEqualTo(1);
              assertThat(sessions.count()).isEqualTo(1);
              assertThat(heldBytes()).isZero();
            });
    assertThat(logged.faults()).isEmpty();
  }

  private long heldBytes() {
    return buffers.metric().usedHeapMemory() + buffers.metric().usedDirectMemory();
  }

  @Override
  public void close() {
    neighbour.close();
    sessions.close();
    twins.close();
    loops.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS);
    logged.close();
    database.close();
  }
}
