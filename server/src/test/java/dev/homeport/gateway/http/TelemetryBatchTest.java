package dev.homeport.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeport.ErrorCode;
import dev.homeport.HostileJson;
import dev.homeport.HubException;
import dev.homeport.Identity;
import dev.homeport.access.Access;
import dev.homeport.eventlog.MemoryEventLog;
import dev.homeport.messaging.TelemetryIngest;
import dev.homeport.registry.Authentication;
import dev.homeport.registry.RegisteredIdentity;
import dev.homeport.twin.TwinJson;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

final class TelemetryBatchTest {

  private static final Access.Granted CALLER =
      new Access.Granted(
          new RegisteredIdentity(
              Identity.of("main", "d", ""),
              "1",
              "etag",
              true,
              null,
              null,
              new Authentication.None(),
              null,
              false,
              null,
              List.of(),
              false,
              null,
              null,
              0),
          "{}",
          null);

  private final MemoryEventLog log = new MemoryEventLog();
  private final TelemetryResource resource =
      new TelemetryResource(new TelemetryIngest(log.log(), Clock.systemUTC()), TwinJson.mapper());

  private void send(byte[] body) {
    resource.send(
        one(ContainerRequestContext.class, "getProperty", CALLER),
        one(HttpHeaders.class, "getHeaderString", "application/vnd.microsoft.iothub.json"),
        body);
  }

  private void send(String body) {
    send(body.getBytes(StandardCharsets.UTF_8));
  }

  /** Of a request, only this method is asked. */
  private static <T> T one(Class<T> type, String asked, Object answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, _) -> {
              if (method.getName().equals(asked)) {
                return answer;
              }
              throw new UnsupportedOperationException(method.getName());
            }));
  }

  private void refuses(ErrorCode code, String body) {
    assertThatThrownBy(() -> send(body))
        .as(body)
        .isInstanceOfSatisfying(
            HubException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  @Test
  void storesEveryMessageOfABatch() {
    send(
        "[{\"body\":\"YQ==\"},{\"body\":\"a\",\"base64Encoded\":false,\"properties\":{\"p\":null}}]");

    assertThat(log.telemetryCount()).isEqualTo(2);
  }

  @Test
  void storesNothingOfABatchWithOneBadMessage() {
    refuses(ErrorCode.ARGUMENT_INVALID, "[{\"body\":\"YQ==\"},null]");
    refuses(ErrorCode.ARGUMENT_INVALID, "[{\"body\":\"YQ==\"},{\"body\":\"%\"}]");
    refuses(ErrorCode.ARGUMENT_INVALID, "null");
    refuses(ErrorCode.IOTHUB_FORMAT_ERROR, "{}");
    refuses(ErrorCode.IOTHUB_FORMAT_ERROR, "");
    refuses(ErrorCode.IOTHUB_FORMAT_ERROR, "[{\"body\":" + HostileJson.DEEP_ARRAY + "}]");
    refuses(ErrorCode.MESSAGE_TOO_LARGE, " ".repeat(TelemetryIngest.MAX_MESSAGE_BYTES) + "[]");

    assertThat(log.telemetryCount()).isZero();
  }

  @Property(tries = 400, shrinking = ShrinkingMode.OFF)
  void anyBatchIsStoredOrRefused(@ForAll("batches") byte[] body) {
    try {
      send(body);
    } catch (HubException refusal) {
      assertThat(refusal.code().httpStatus()).isIn(400, 413);
    }
  }

  @Provide
  Arbitrary<byte[]> batches() {
    return HostileJson.documents(
        "body", "base64Encoded", "properties", "iothub-app-a", "iothub-messageid");
  }
}
