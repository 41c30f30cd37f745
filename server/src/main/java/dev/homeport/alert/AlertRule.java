package dev.homeport.alert;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is worth an alert, and who is told.
 *
 * @param condition that devices have to meet; {@code ""} for all
 * @param threshold how many, as {@link AlertKind} says; 1 where nothing is counted
 * @param minutes that it lasts or is counted over; 1 where neither is so
 * @param grouping how long alerts are gathered for one message
 * @param channels names of channels; a name that is not there is passed over
 */
public record AlertRule(
    String name,
    AlertKind kind,
    Severity severity,
    String condition,
    int threshold,
    int minutes,
    Duration grouping,
    List<String> channels,
    boolean enabled) {

  static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private static final int MAX_THRESHOLD = 100_000;
  private static final int MAX_MINUTES = 30 * 24 * 60;
  private static final int MAX_SIGNAL_MINUTES = 24 * 60;
  private static final int MAX_CHANNELS = 20;
  private static final Duration MAX_GROUPING = Duration.ofHours(1);

  public AlertRule {
    channels = List.copyOf(channels);
    require(
        NAME.matcher(name).matches(),
        "a rule's name has 1 to 64 letters, digits, '.', '_' and '-'");
    require(condition.isEmpty() || kind.hasCondition(), "rules of this kind are about all devices");
    require(threshold >= 1 && threshold <= MAX_THRESHOLD, "threshold is 1 to " + MAX_THRESHOLD);
    int most = kind == AlertKind.OFFLINE ? MAX_MINUTES : MAX_SIGNAL_MINUTES;
    require(minutes >= 1 && minutes <= most, "minutes is 1 to " + most);
    require(
        !grouping.isNegative() && grouping.compareTo(MAX_GROUPING) <= 0,
        "groupingSeconds is 0 to " + MAX_GROUPING.toSeconds());
    require(channels.size() <= MAX_CHANNELS, "a rule has at most " + MAX_CHANNELS + " channels");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, otherwise);
    }
  }
}
