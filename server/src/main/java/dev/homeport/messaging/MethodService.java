package dev.homeport.messaging;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.Identity;
import dev.homeport.messaging.DeviceLink.MethodCall;
import dev.homeport.messaging.DeviceLink.MethodOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Calls direct methods: waits for the device to come online, then for its answer. A call that may
 * have reached the device is never repeated. Call it from a virtual thread. Thread-safe.
 */
public final class MethodService {

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

  /** Calls a device, giving it time to come online. */
  public MethodResult invoke(Identity identity, DirectMethod method) {
    if (!registered.test(identity)) {
      return identity.isModule()
              && registered.test(Identity.device(identity.hub(), identity.deviceId()))
          ? new MethodResult.NoSuchModule()
          : new MethodResult.NoSuchDevice();
    }
    long deadline = System.nanoTime() + method.connectTimeout().toNanos();
    while (true) {
      if (link.isConnected(identity)) {
        MethodResult result = call(identity, method, method.responseTimeout());
        // A device may be between its connection and its subscription.
        if (!(result instanceof MethodResult.NotOnline)) {
          return result;
        }
      }
      if (deadline - System.nanoTime() <= 0 || !pause()) {
        return new MethodResult.NotOnline(method.connectTimeout());
      }
    }
  }

  /**
   * Calls a device once, without a look into the registry and without waiting for it to come
   * online: {@link MethodResult.NotOnline} says that the call did not reach it.
   */
  public MethodResult call(Identity identity, DirectMethod method, Duration responseTimeout) {
    MethodCall call = new MethodCall(method.name(), method.payload());
    return switch (link.invoke(identity, call, responseTimeout)) {
      case MethodOutcome.Answered(int status, byte[] answer) -> answered(status, answer);
      case MethodOutcome.TimedOut() -> new MethodResult.TimedOut(responseTimeout);
      case MethodOutcome.Lost() -> new MethodResult.Lost();
      case MethodOutcome.NotOnline() -> new MethodResult.NotOnline(Duration.ZERO);
    };
  }

  /** Those of {@code identities} that have a connection now. */
  public Set<Identity> connected(Collection<Identity> identities) {
    return link.connected(identities);
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
}
