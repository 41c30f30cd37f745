package dev.homeport.agent.update;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far an update has come: what a device keeps, so that it goes on after it stopped anywhere,
 * and what it reports.
 *
 * <pre>
 *   QUEUED → DOWNLOADING → VERIFYING → INSTALLING → REBOOTING → COMPLETED
 *      └──────────┴────────────┴───────────┴────────────┴─────→ FAILED
 * </pre>
 *
 * @param byTwin whether it is the twin that wishes it, which may also withdraw it
 * @param freshUrls that were asked for
 * @param reason of a failure, in the hub's words
 * @param message of a failure, for people
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record UpdateState(
    UpdateOrder order,
    boolean byTwin,
    Phase phase,
    int freshUrls,
    @Nullable String reason,
    @Nullable String message,
    String updatedAt) {

  enum Phase {
    QUEUED("Queued", null),
    DOWNLOADING("InProgress", "Downloading"),
    VERIFYING("InProgress", "Verifying"),
    INSTALLING("InProgress", "Installing"),
    REBOOTING("InProgress", "Rebooting"),
    COMPLETED("Completed", null),
    FAILED("Failed", null);

    private final String status;
    private final @Nullable String step;

    Phase(String status, @Nullable String step) {
      this.status = status;
      this.step = step;
    }
  }

  private static final int MAX_MESSAGE = 500;

  static UpdateState queued(UpdateOrder order, boolean byTwin) {
    return new UpdateState(order, byTwin, Phase.QUEUED, 0, null, null, now());
  }

  UpdateState in(Phase next) {
    return new UpdateState(order, byTwin, next, freshUrls, null, null, now());
  }

  /** On the same way, with a doubt about it that the build before will find. */
  UpdateState doubted(String doubt) {
    return new UpdateState(order, byTwin, phase, freshUrls, null, doubt, now());
  }

  UpdateState failed(UpdateFailure.Reason why, String text) {
    return new UpdateState(
        order,
        byTwin,
        Phase.FAILED,
        freshUrls,
        why.word(),
        text.substring(0, Math.min(text.length(), MAX_MESSAGE)),
        now());
  }

  /** The same update with the URL of another order for it. */
  UpdateState from(UpdateOrder fresh, boolean nowByTwin) {
    return new UpdateState(
        fresh, byTwin || nowByTwin, phase, freshUrls, reason, message, updatedAt);
  }

  UpdateState askingForUrl(int request) {
    return new UpdateState(order, byTwin, phase, request, reason, message, updatedAt);
  }

  private static String now() {
    return Instant.now().toString();
  }

  @JsonIgnore
  boolean isOver() {
    return phase == Phase.COMPLETED || phase == Phase.FAILED;
  }

  /** Firmware is on its way, or will be. */
  @JsonIgnore
  boolean isDownloading() {
    return phase == Phase.QUEUED || phase == Phase.DOWNLOADING;
  }

  /**
   * Whether this update was already for a wish that the twin still holds. What failed is tried
   * again when the wish comes with another URL, and not after it was cancelled.
   */
  boolean hasAnswered(UpdateOrder wish) {
    return order.isSameAs(wish)
        && (phase == Phase.COMPLETED
            || UpdateFailure.Reason.CANCELLED.word().equals(reason)
            || order.url().equals(wish.url()));
  }

  /** Nothing that could not be undone has happened. */
  @JsonIgnore
  boolean isBeforeInstalling() {
    return phase.compareTo(Phase.INSTALLING) < 0;
  }

  /**
   * The reported property {@code firmwareUpdate}; what does not apply is null, so that the hub
   * forgets what was there before.
   *
   * @param percent of the download
   */
  Map<String, Object> reported(@Nullable Integer percent) {
    return report(
        order.deploymentId(),
        order.version(),
        phase.status,
        phase.step,
        phase == Phase.DOWNLOADING ? percent : null,
        reason,
        phase == Phase.FAILED ? message : null,
        updatedAt);
  }

  /** The reported property of an order that cannot be followed at all. */
  static Map<String, Object> refused(JsonNode order, String message) {
    return report(
        order.path("deploymentId").asText(),
        order.path("version").asText(),
        Phase.FAILED.status,
        null,
        null,
        UpdateFailure.Reason.INVALID_ORDER.word(),
        message,
        now());
  }

  @SuppressWarnings("NullAway") // a null in a twin patch says that a property is gone
  private static Map<String, Object> report(
      String deploymentId,
      String version,
      String status,
      @Nullable String step,
      @Nullable Integer percent,
      @Nullable String reason,
      @Nullable String message,
      String updatedAt) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("deploymentId", deploymentId);
    report.put("version", version);
    report.put("status", status);
    report.put("step", step);
    report.put("percent", percent);
    report.put("reason", reason);
    report.put("message", message);
    report.put("updatedAt", updatedAt);
    return report;
  }
}
