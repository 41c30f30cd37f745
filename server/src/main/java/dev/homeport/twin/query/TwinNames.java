package dev.homeport.twin.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names that the hub itself gives to properties of a twin. They are found whatever their case,
 * as IoT Hub finds them; names that users gave are not.
 */
final class TwinNames {

  private static final Map<String, String> ROOTS =
      byLowerCase(
          "deviceId",
          "moduleId",
          "etag",
          "deviceEtag",
          "status",
          "statusReason",
          "statusUpdateTime",
          "connectionState",
          "lastActivityTime",
          "cloudToDeviceMessageCount",
          "authenticationType",
          "x509Thumbprint",
          "modelId",
          "version",
          "tags",
          "properties",
          "capabilities",
          "deviceScope",
          "jobId",
          "jobType",
          "startTimeUtc",
          "endTimeUtc",
          "createdDateTimeUtc",
          "lastUpdatedDateTimeUtc",
          "configurations",
          "outcome",
          "error");

  private static final Map<String, String> SECTIONS = byLowerCase("desired", "reported");
  private static final Map<String, String> SECTION_NAMES = byLowerCase("$metadata", "$version");

  private TwinNames() {}

  private static Map<String, String> byLowerCase(String... names) {
    return Stream.of(names)
        .collect(
            Collectors.toUnmodifiableMap(
                name -> name.toLowerCase(Locale.ROOT), Function.identity()));
  }

  /**
   * The path as the hub's own document has it; a leading {@code devices.}, {@code devices.modules.}
   * or {@code devices.jobs.} is left out.
   */
  static Expression.Path canonical(Expression.Path path) {
    Expression.Path bare = bare(path);
    List<Expression.Step> steps = new ArrayList<>(bare.steps());
    rename(steps, 0, ROOTS);
    if (bare.name(0).equalsIgnoreCase("properties")) {
      rename(steps, 1, SECTIONS);
      rename(steps, 2, SECTION_NAMES);
    }
    return new Expression.Path(steps);
  }

  private static Expression.Path bare(Expression.Path path) {
    if (!path.name(0).equalsIgnoreCase("devices") || path.steps().size() == 1) {
      return path;
    }
    boolean qualified =
        path.name(1).equalsIgnoreCase("modules") || path.name(1).equalsIgnoreCase("jobs");
    int prefix = qualified && path.steps().size() > 2 ? 2 : 1;
    return new Expression.Path(path.after(prefix));
  }

  private static void rename(
      List<Expression.Step> steps, int index, Map<String, String> canonical) {
    if (index < steps.size() && steps.get(index) instanceof Expression.Step.Name(String name)) {
      steps.set(
          index,
          new Expression.Step.Name(canonical.getOrDefault(name.toLowerCase(Locale.ROOT), name)));
    }
  }
}
