package dev.homeport.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.DeviceId;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.ModuleId;
import dev.homeport.messaging.DeviceLink.MethodOutcome;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MethodServiceTest {

  private static final Identity LAMP = Identity.device(HubName.DEFAULT, new DeviceId("lamp"));
  private static final MethodOutcome DONE =
      new MethodOutcome.Answered(200, "{\"ok\":1.0}".getBytes(UTF_8));

  private final FakeDeviceLink link = new FakeDeviceLink();
  private final MethodService methods = new MethodService(link, Set.of(LAMP)::contains);

  @Test
  void passesPayloadsThroughAsTheyWereWritten() throws IOException {
    link.answering(DONE);

    MethodResult result =
        MethodWire.invoke(
            methods,
            LAMP,
            "{\"methodName\":\"blink\",\"payload\":{\"a\":1.0,\"b\":2,\"c\":1e3}}".getBytes(UTF_8));

    assertThat(link.calls.getFirst().name()).isEqualTo("blink");
    assertThat(text(link.calls.getFirst().payload())).isEqualTo("{\"a\":1.0,\"b\":2,\"c\":1E+3}");
    assertThat(bodyOf(MethodWire.response(result)))
        .isEqualTo("{\"status\":200,\"payload\":{\"ok\":1.0}}");
  }

  @Test
  void sendsNullForAPayloadThatIsAbsent() {
    link.answering(DONE);

    MethodWire.invoke(methods, LAMP, "{\"methodName\":\"blink\"}".getBytes(UTF_8));

    assertThat(text(link.calls.getFirst().payload())).isEqualTo("null");
  }

  @Test
  void answersNullWhenTheDeviceSentNothing() throws IOException {
    link.answering(new MethodOutcome.Answered(204, new byte[0]));

    assertThat(bodyOf(MethodWire.response(invoke(Duration.ZERO))))
        .isEqualTo("{\"status\":204,\"payload\":null}");
  }

  @Test
  void tellsThatADeviceDidNotAnswerWithJson() {
    link.answering(new MethodOutcome.Answered(200, "{\"half".getBytes(UTF_8)));
    assertThat(invoke(Duration.ZERO)).isEqualTo(new MethodResult.InvalidAnswer());

    link.answering(new MethodOutcome.Answered(200, "{} {}".getBytes(UTF_8)));
    assertThat(invoke(Duration.ZERO)).isEqualTo(new MethodResult.InvalidAnswer());
  }

  @Test
  void waitsForADeviceToComeOnline() {
    link.connectedAtLook(3).answering(DONE);

    assertThat(invoke(Duration.ofSeconds(5))).isInstanceOf(MethodResult.Answered.class);
  }

  @Test
  void waitsForADeviceToSubscribe() {
    link.answering(new MethodOutcome.NotOnline(), DONE);

    assertThat(invoke(Duration.ofSeconds(5))).isInstanceOf(MethodResult.Answered.class);
  }

  @Test
  void doesNotRepeatACallThatMayHaveReachedTheDevice() {
    link.answering(new MethodOutcome.Lost(), DONE);

    assertThat(invoke(Duration.ofSeconds(5))).isEqualTo(new MethodResult.Lost());
    assertThat(link.calls).hasSize(1);
    assertThat(MethodWire.response(new MethodResult.Lost()).getStatus()).isEqualTo(504);
  }

  @Test
  void doesNotWaitWithoutAConnectTimeout() {
    link.connectedAtLook(1_000);

    assertThat(invoke(Duration.ZERO)).isEqualTo(new MethodResult.NotOnline(Duration.ZERO));
    assertThat(link.calls).isEmpty();
  }

  @Test
  void tellsUnknownDevicesFromUnknownModules() {
    Identity ghost = Identity.device(HubName.DEFAULT, new DeviceId("ghost"));
    Identity module = new Identity(HubName.DEFAULT, LAMP.deviceId(), new ModuleId("ghost"));
    Identity lost = new Identity(HubName.DEFAULT, ghost.deviceId(), new ModuleId("ghost"));

    assertThat(invoke(ghost)).isEqualTo(new MethodResult.NoSuchDevice());
    assertThat(invoke(module)).isEqualTo(new MethodResult.NoSuchModule());
    assertThat(invoke(lost)).isEqualTo(new MethodResult.NoSuchDevice());
  }

  @Test
  void nestsTheSixDigitCodeWhereServiceClientsLookForIt() throws IOException {
    Response response = MethodWire.response(new MethodResult.NotOnline(Duration.ofSeconds(90)));

    ObjectMapper json = new ObjectMapper();
    JsonNode body = json.readTree(bodyOf(response));
    JsonNode inner = json.readTree(body.path("Message").asText());
    assertThat(response.getStatus()).isEqualTo(404);
    assertThat(body.path("ExceptionMessage").asText()).isEmpty();
    assertThat(inner.path("errorCode").asInt()).isEqualTo(404103);
    assertThat(inner.path("info").path("timeout").asText()).isEqualTo("00:01:30");
    assertThat(MethodWire.response(new MethodResult.TimedOut(Duration.ZERO)).getStatus())
        .isEqualTo(504);
  }

  @Test
  void refusesCallsThatAreMalformed() {
    assertRefused("{\"methodName\":\"a b\"}", ErrorCode.ARGUMENT_INVALID);
    assertRefused("{\"methodName\":\"" + "x".repeat(101) + "\"}", ErrorCode.ARGUMENT_INVALID);
    assertRefused("{\"payload\":1}", ErrorCode.ARGUMENT_INVALID);
    assertRefused(
        "{\"methodName\":\"a\",\"responseTimeoutInSeconds\":4}", ErrorCode.ARGUMENT_INVALID);
    assertRefused(
        "{\"methodName\":\"a\",\"responseTimeoutInSeconds\":301}", ErrorCode.ARGUMENT_INVALID);
    assertRefused(
        "{\"methodName\":\"a\",\"connectTimeoutInSeconds\":-1}", ErrorCode.ARGUMENT_INVALID);
    assertRefused(
        "{\"methodName\":\"a\",\"payload\":\"" + "x".repeat(128 << 10) + "\"}",
        ErrorCode.MESSAGE_TOO_LARGE);
    assertRefused("[]", ErrorCode.IOTHUB_FORMAT_ERROR);
    assertRefused("{", ErrorCode.IOTHUB_FORMAT_ERROR);
    assertRefused("", ErrorCode.IOTHUB_FORMAT_ERROR);
  }

  private MethodResult invoke(Duration connectTimeout) {
    return methods.invoke(LAMP, blink(connectTimeout));
  }

  private MethodResult invoke(Identity identity) {
    return methods.invoke(identity, blink(Duration.ZERO));
  }

  private static DirectMethod blink(Duration connectTimeout) {
    return new DirectMethod(
        "blink", "null".getBytes(UTF_8), DirectMethod.DEFAULT_RESPONSE_TIMEOUT, connectTimeout);
  }

  private void assertRefused(String body, ErrorCode code) {
    assertThatThrownBy(() -> MethodWire.invoke(methods, LAMP, body.getBytes(UTF_8)))
        .isInstanceOfSatisfying(HubException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static String bodyOf(Response response) {
    return text((byte[]) response.getEntity());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
