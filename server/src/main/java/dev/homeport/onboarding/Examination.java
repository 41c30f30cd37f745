package dev.homeport.onboarding;

import dev.homeport.HubException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What looking at a device has shown.
 *
 * @param record null when there is none, or none that the caller may see
 */
public record Examination(@Nullable StoredRecord record, List<Check> checks) {

  /** Whether the device can be onboarded. */
  public boolean ready() {
    return checks.stream().noneMatch(check -> check.refusal() != null);
  }

  /** Ends with a failed check: what comes after it is not looked at. */
  static Examination failed(@Nullable StoredRecord record, List<Check> before, Check failed) {
    List<Check> checks = new ArrayList<>(before);
    checks.add(failed);
    for (Check.Name name : Check.Name.values()) {
      if (checks.stream().noneMatch(check -> check.name() == name)) {
        checks.add(Check.skipped(name, "not looked at"));
      }
    }
    return new Examination(record, List.copyOf(checks));
  }

  /**
   * The record of a device that can be onboarded.
   *
   * @throws HubException with the failed check's code otherwise
   */
  StoredRecord required() {
    for (Check check : checks) {
      if (check.refusal() != null) {
        throw new HubException(check.refusal(), check.detail());
      }
    }
    if (record == null) {
      throw new IllegalStateException("the checks passed without a record");
    }
    return record;
  }
}
