package dev.homeport.messaging;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.Identity;
import dev.homeport.messaging.DeviceLink.MethodCall;
import dev.homeport.messaging.DeviceLink.MethodOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * Calls direct methods: checks the call, waits for the device to come online, waits for its answer.
 * Call it from a virtual thread. Thread-safe.
 */
public final class MethodService {

  public static final int MAX_PAYLOAD = 128 << 10;
  public static final Duration DEFAULT_RESPONSE_TIMEOUT = Duration.ofSeconds(30);

  private static final int MAX_NAME = 100;
  private static final Duration MIN_RESPONSE_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration MAX_TIMEOUT = Duration.ofMinutes(5);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final byte[] NULL = "null".getBytes(StandardCharsets.UTF_8);
  private static final ObjectMapper STRICT =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final DeviceLink link;
  private final Predicate<Identity> registered;

  /**
   * @param registered whether the registry knows an identity
   */
  public MethodService(DeviceLink link, Predicate<Identity> registered) {
    this.link = link;
    this.registered = registered;
  }

  /**
   * @param payload a JSON text in UTF-8
   * @param responseTimeout 5 to 300 seconds
   * @param connectTimeout 0 to 300 seconds
   * @throws HubException when the call itself is malformed
   */
  public MethodResult invoke(
      Identity identity,
      String name,
      byte[] payload,
      Duration responseTimeout,
      Duration connectTimeout) {
    check(name, payload, responseTimeout, connectTimeout);
    if (!registered.test(identity)) {
      return identity.isModule()
              && registered.test(Identity.device(identity.hub(), identity.deviceId()))
          ? new MethodResult.NoSuchModule()
          : new MethodResult.NoSuchDevice();
    }
    long deadline = System.nanoTime() + connectTimeout.toNanos();
    MethodCall call = new MethodCall(name, payload);
    while (true) {
      if (link.isConnected(identity)) {
        switch (link.invoke(identity, call, responseTimeout)) {
          case MethodOutcome.Answered(int status, byte[] answer) -> {
            return answered(status, answer);
          }
          case MethodOutcome.TimedOut() -> {
            return new MethodResult.TimedOut(responseTimeout);
          }
          case MethodOutcome.NotOnline() -> {
            // it may be between its connection and its subscription
          }
        }
      }
      if (deadline - System.nanoTime() <= 0 || !pause()) {
        return new MethodResult.NotOnline(connectTimeout);
      }
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(POLL);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static MethodResult answered(int status, byte[] payload) {
    if (payload.length == 0) {
      return new MethodResult.Answered(status, NULL);
    }
    return isJson(payload)
        ? new MethodResult.Answered(status, payload)
        : new MethodResult.InvalidAnswer();
  }

  private static boolean isJson(byte[] text) {
    try (JsonParser parser = STRICT.createParser(text)) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  private static void check(
      String name, byte[] payload, Duration responseTimeout, Duration connectTimeout) {
    boolean visible = name.chars().allMatch(c -> c > 0x20 && c != 0x7f);
    if (name.isEmpty() || name.length() > MAX_NAME || !visible) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "a method name has 1 to 100 visible characters");
    }
    if (payload.length > MAX_PAYLOAD) {
      throw new HubException(
          ErrorCode.MESSAGE_TOO_LARGE, "a method's payload has at most " + MAX_PAYLOAD + " bytes");
    }
    if (responseTimeout.compareTo(MIN_RESPONSE_TIMEOUT) < 0
        || responseTimeout.compareTo(MAX_TIMEOUT) > 0) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "responseTimeoutInSeconds is between 5 and 300");
    }
    if (connectTimeout.isNegative() || connectTimeout.compareTo(MAX_TIMEOUT) > 0) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "connectTimeoutInSeconds is between 0 and 300");
    }
  }
}
