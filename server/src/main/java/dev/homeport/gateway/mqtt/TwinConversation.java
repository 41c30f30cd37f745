package dev.homeport.gateway.mqtt;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.twin.TwinService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A device's requests about its twin, answered one after the other, and the changes of desired
 * properties it listens for. Confined to the event loop; the requests run on a virtual thread.
 */
final class TwinConversation {

  private static final byte[] EMPTY = new byte[0];
  private static final int MAX_WAITING = 64;

  private final MqttSession session;
  private final TwinService twins;
  private final DatabaseTurns turns;
  private int waiting;
  private long sentVersion;

  TwinConversation(MqttSession session, TwinService twins, DatabaseTurns turns) {
    this.session = session;
    this.twins = twins;
    this.turns = turns;
  }

  private record Answer(String topic, byte[] payload) {}

  /**
   * @param acknowledge sends the PUBACK
   */
  void get(String requestId, Runnable acknowledge) {
    answer(
        requestId,
        acknowledge,
        () ->
            new Answer(
                response(200, requestId), turns.take(() -> twins.deviceView(session.identity()))));
  }

  /**
   * @param acknowledge sends the PUBACK
   */
  void patch(Topic.TwinPatch patch, byte[] json, Runnable acknowledge) {
    answer(
        patch.requestId(),
        acknowledge,
        () -> {
          long version =
              twins.patchReported(session.identity(), json, expectedVersion(patch.version()));
          return new Answer(response(204, patch.requestId()) + "&$version=" + version, EMPTY);
        });
  }

  private static @Nullable Long expectedVersion(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "$version is not a number");
    }
  }

  /**
   * The PUBACK goes with the answer: it says that the patch is durable, and it does not overtake a
   * client that still notes down what it has just sent, as the Java SDK does.
   */
  private void answer(String requestId, Runnable acknowledge, Supplier<Answer> work) {
    if (waiting >= MAX_WAITING) {
      acknowledge.run();
      session.send(response(ErrorCode.THROTTLED.httpStatus(), requestId), EMPTY);
      return;
    }
    waiting++;
    session.runBlocking(
        () -> {
          Answer answer = outcome(requestId, work);
          session.onLoop(
              () -> {
                waiting--;
                acknowledge.run();
                if (session.listensFor(Subscription.TWIN_RESPONSES)) {
                  session.send(answer.topic(), answer.payload());
                }
              });
        });
  }

  private static Answer outcome(String requestId, Supplier<Answer> work) {
    try {
      return work.get();
    } catch (HubException e) {
      return new Answer(response(e.code().httpStatus(), requestId), EMPTY);
    }
  }

  private static String response(int status, String requestId) {
    return "$iothub/twin/res/" + status + "/?$rid=" + requestId;
  }

  void desiredChanged(long version, byte[] patch) {
    if (version > sentVersion && session.listensFor(Subscription.DESIRED)) {
      sentVersion = version;
      session.send("$iothub/twin/PATCH/properties/desired/?$version=" + version, patch);
    }
  }
}
