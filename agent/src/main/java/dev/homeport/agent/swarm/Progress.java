package dev.homeport.agent.swarm;

import java.util.Locale;

/**
 * How far a swarm has come.
 *
 * @param seconds since it was started
 * @param allConnectedAfter seconds until all were connected for the first time, or NaN
 * @param acknowledged telemetry messages that the hub has acknowledged
 * @param skipped telemetry messages that were not sent, because too many were unacknowledged
 * @param methods answered
 * @param losses connections that failed or broke
 * @param lastLoss why the last one did, or an empty text
 */
public record Progress(
    double seconds,
    int devices,
    int connected,
    int connecting,
    double allConnectedAfter,
    long acknowledged,
    long skipped,
    long methods,
    long losses,
    String lastLoss) {

  /** One line for people; the rate is that since {@code earlier}. */
  public String since(Progress earlier) {
    double rate =
        (acknowledged - earlier.acknowledged) / Math.max(0.001, seconds - earlier.seconds);
    StringBuilder line = new StringBuilder();
    line.append(String.format(Locale.ROOT, "%6.0f s  ", seconds));
    line.append(String.format(Locale.ROOT, "%,d of %,d connected", connected, devices));
    if (connecting > 0) {
      line.append(String.format(Locale.ROOT, ", %,d connecting", connecting));
    }
    if (!Double.isNaN(allConnectedAfter)) {
      line.append(String.format(Locale.ROOT, " (all after %.1f s)", allConnectedAfter));
    }
    line.append(String.format(Locale.ROOT, "; %,d messages, %,.0f/s", acknowledged, rate));
    if (skipped > 0) {
      line.append(String.format(Locale.ROOT, ", %,d skipped", skipped));
    }
    line.append(String.format(Locale.ROOT, "; %,d methods", methods));
    if (losses > 0) {
      line.append(String.format(Locale.ROOT, "; %,d losses, the last: %s", losses, lastLoss));
    }
    return line.toString();
  }
}
