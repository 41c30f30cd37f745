package dev.homeport.report;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.twin.query.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A report that is asked for.
 *
 * @param condition of the devices in it
 * @param tags paths below {@code tags} that have a column each, as {@code site.name}; only of an
 *     inventory
 * @param version that firmware should have; null: the newest that a device of the model has
 */
public record ReportRequest(
    Report report, Condition condition, List<String> tags, @Nullable String version) {

  /** The most columns of tags. */
  public static final int MAX_TAGS = 20;

  private static final int MAX_PATH = 256;
  private static final int MAX_VERSION = 128;
  private static final Pattern PATH = Pattern.compile("[^.\\s]+(\\.[^.\\s]+)*");

  public ReportRequest {
    tags = List.copyOf(tags);
    if (!tags.isEmpty() && !report.hasTags()) {
      throw invalid("this report has no columns of tags");
    }
    if (tags.size() > MAX_TAGS || tags.stream().distinct().count() < tags.size()) {
      throw invalid("a report has at most " + MAX_TAGS + " columns of tags, each once");
    }
    for (String tag : tags) {
      if (tag.length() > MAX_PATH || !PATH.matcher(tag).matches()) {
        throw invalid("a tag is a path such as site.name");
      }
    }
    if (version != null && !report.hasTarget()) {
      throw invalid("this report compares no versions");
    }
    if (version != null && (version.isBlank() || version.length() > MAX_VERSION)) {
      throw invalid("a version has 1 to " + MAX_VERSION + " characters");
    }
  }

  /**
   * A condition that only devices of some groups meet.
   *
   * @param condition as it was typed; null or empty for all devices
   * @param group that the devices are looked for in; null for none
   * @param limit the group that the asking person may see; null for all
   */
  public static Condition limited(
      @Nullable String condition, @Nullable String group, @Nullable String limit) {
    // Read by itself first, so that no parenthesis of it reaches beyond.
    Condition read = Condition.parse(condition == null ? "" : condition);
    List<String> terms = new ArrayList<>();
    if (read != Condition.ALL) {
      terms.add("(" + read + ")");
    }
    Stream.of(group == null ? "" : group, limit == null ? "" : limit)
        .filter(name -> !name.isEmpty())
        .distinct()
        .forEach(name -> terms.add("IN_GROUP('" + name.replace("'", "''") + "')"));
    return Condition.parse(String.join(" AND ", terms));
  }

  private static HubException invalid(String reason) {
    return new HubException(ErrorCode.ARGUMENT_INVALID, reason);
  }
}
