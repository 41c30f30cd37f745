package dev.homeport.agent.behaviour;

import dev.homeport.agent.update.Reception;
import dev.homeport.agent.update.Updater;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The direct methods by which a hub begins and ends updates. */
public final class UpdateMethods {

  /** The method, and the {@code command} of a message to the device, that begins one. */
  public static final String START = "startUpdate";

  private static final String CANCEL = "cancelUpdate";
  private static final String STATUS = "status";
  private static final String REASON = "reason";

  private UpdateMethods() {}

  /**
   * The answer to a call of one of them; null when it is none.
   *
   * @param payload JSON text or null
   */
  public static @Nullable MethodAnswer answer(
      Updater updater, String methodName, @Nullable String payload) {
    return switch (methodName) {
      case START -> answer(updater.start(payload));
      case CANCEL -> answer(updater.cancel(payload));
      default -> null;
    };
  }

  private static MethodAnswer answer(Reception reception) {
    return switch (reception) {
      case Reception.Accepted _ -> new MethodAnswer(202, Map.of(STATUS, "Queued"));
      case Reception.AlreadyThere _ -> new MethodAnswer(200, Map.of(STATUS, "Completed"));
      case Reception.Busy _ -> new MethodAnswer(409, Map.of(REASON, "Busy"));
      case Reception.Invalid(String message) ->
          new MethodAnswer(400, Map.of(REASON, "InvalidOrder", "message", message));
      case Reception.Cancelled _ -> new MethodAnswer(200, Map.of(STATUS, "Cancelled"));
      case Reception.NotUnderWay _ -> new MethodAnswer(200, Map.of(STATUS, "NotUnderWay"));
      case Reception.TooLate _ -> new MethodAnswer(409, Map.of(REASON, "TooLate"));
    };
  }
}
