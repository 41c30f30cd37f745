package dev.homeport.gateway.mqtt;

import dev.homeport.messaging.DeviceLink.MethodCall;
import dev.homeport.messaging.DeviceLink.MethodOutcome;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Direct methods on their way to the device and its answers. Confined to the event loop. */
final class MethodConversation {

  private static final int MAX_WAITING = 1_000;

  private final MqttSession session;
  private final Map<String, CompletableFuture<MethodOutcome>> waiting = new HashMap<>();
  private long lastRequest;

  MethodConversation(MqttSession session) {
    this.session = session;
  }

  void call(MethodCall call, CompletableFuture<MethodOutcome> outcome) {
    if (waiting.size() >= MAX_WAITING) {
      waiting.values().removeIf(CompletableFuture::isDone);
    }
    if (waiting.size() >= MAX_WAITING) {
      outcome.complete(new MethodOutcome.TimedOut()); // a device that never answers
      return;
    }
    String requestId = Long.toHexString(++lastRequest);
    waiting.put(requestId, outcome);
    session.send("$iothub/methods/POST/" + call.name() + "/?$rid=" + requestId, call.payload());
  }

  void answered(String requestId, int status, byte[] payload) {
    CompletableFuture<MethodOutcome> outcome = waiting.remove(requestId);
    if (outcome != null) {
      outcome.complete(new MethodOutcome.Answered(status, payload));
    }
  }

  /** The connection is over: nobody will answer what was sent. */
  void end() {
    waiting.values().forEach(outcome -> outcome.complete(new MethodOutcome.Lost()));
    waiting.clear();
  }
}
