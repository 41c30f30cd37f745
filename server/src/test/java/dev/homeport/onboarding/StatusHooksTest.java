package dev.homeport.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.homeport.HubException;
import dev.homeport.TestDatabase;
import dev.homeport.webhook.SignedPost;
import dev.homeport.webhook.Webhook;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class StatusHooksTest {

  @RegisterExtension final TestDatabase database = new TestDatabase();

  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final Set<String> deliveries = ConcurrentHashMap.newKeySet();
  private volatile int answer = 204;
  private OnboardedHub hub;
  private HttpServer program;
  private SignedPost posts;
  private StatusHooks hooks;

  @BeforeEach
  void open() throws IOException {
    hub = new OnboardedHub(database.jdbi());
    program = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    program.createContext(
        "/",
        exchange -> {
          assertThat(exchange.getRequestHeaders().getFirst("X-Homeport-Signature"))
              .startsWith("sha256=");
          deliveries.add(exchange.getRequestHeaders().getFirst("X-Homeport-Delivery"));
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(answer, -1);
          exchange.close();
        });
    program.start();
    posts = new SignedPost(true);
    hooks = new StatusHooks(database.jdbi(), posts, hub.clock);
  }

  @AfterEach
  void close() {
    posts.close();
    program.stop(0);
    hub.close();
  }

  private void hook(Set<StatusEvent> events) {
    String url = "http://127.0.0.1:" + program.getAddress().getPort() + "/crm";
    hooks.save(new StatusHook("crm", Webhook.of(url, "a secret of the CRM's own"), events, true));
  }

  private List<StatusDelivery.State> states() {
    return hooks.deliveries("crm", null).stream().map(StatusDelivery::state).toList();
  }

  private void send() {
    hooks.send(() -> false);
  }

  @Test
  void aProgramIsToldHowFarADeviceHasCome() {
    hook(EnumSet.allOf(StatusEvent.class));
    hub.record("SN-1");
    hub.onboard("SN-1");
    assertThatThrownBy(() -> hub.onboard("SN-1")).isInstanceOf(HubException.class);

    send();

    assertThat(bodies)
        .hasSize(3)
        .anySatisfy(body -> assertThat(body).contains("\"enrolled\"", "\"customer\":\"Acme\""))
        .anySatisfy(body -> assertThat(body).contains("\"assigned\"", "\"hub\":\"main\""))
        .anySatisfy(body -> assertThat(body).contains("\"failed\"", "AlreadyProvisioned"))
        .noneSatisfy(body -> assertThat(body).contains("SharedAccessKey"));
    send();
    assertThat(bodies).hasSize(3);
    assertThat(states()).containsOnly(StatusDelivery.State.DELIVERED);
  }

  @Test
  void aProgramIsToldOnlyWhatItAskedFor() {
    hook(EnumSet.of(StatusEvent.FAILED));
    hub.record("SN-1");
    hub.onboard("SN-1");

    send();

    assertThat(bodies).isEmpty();
  }

  @Test
  void whatIsNotTakenIsTriedAgainAfterGrowingPauses() {
    hook(EnumSet.of(StatusEvent.ENROLLED));
    hub.record("SN-1");
    hub.onboard("SN-1");
    answer = 500;
    send();
    send();
    assertThat(bodies).hasSize(1);
    answer = 200;

    hub.clock.advance(Duration.ofSeconds(10));
    send();

    assertThat(bodies).hasSize(2);
    assertThat(deliveries).hasSize(1);
    assertThat(states()).containsExactly(StatusDelivery.State.DELIVERED);
  }

  @Test
  void whatIsNeverTakenIsDeadUntilItIsReplayed() {
    hook(EnumSet.of(StatusEvent.ENROLLED));
    hub.record("SN-1");
    hub.onboard("SN-1");
    answer = 503;
    for (int i = 0; i < StatusHooks.ATTEMPTS; i++) {
      send();
      hub.clock.advance(Duration.ofHours(6));
    }
    send();
    assertThat(bodies).hasSize(StatusHooks.ATTEMPTS);
    assertThat(hooks.deliveries("crm", StatusDelivery.State.DEAD))
        .singleElement()
        .satisfies(dead -> assertThat(dead.lastError()).contains("503"));
    answer = 200;

    assertThat(hooks.replay("crm", null)).isEqualTo(1);
    send();

    assertThat(states()).containsExactly(StatusDelivery.State.DELIVERED);
    assertThat(hooks.replay("crm", null)).isZero();
  }
}
