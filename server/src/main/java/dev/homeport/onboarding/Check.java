package dev.homeport.onboarding;

import dev.homeport.ErrorCode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One of the things that are looked at before a device is onboarded.
 *
 * @param detail for people
 * @param refusal what the call is refused with; null unless it failed
 */
public record Check(Name name, Outcome outcome, String detail, @Nullable ErrorCode refusal) {

  /** What is looked at, in this order. */
  public enum Name {
    /** There is a manufacturing record. */
    RECORD,
    /** The device belongs to the group that the caller is limited to. */
    GROUP,
    /** It was not onboarded before, and no device has its id. */
    FREE,
    /** The certificate is that of the record. */
    CERTIFICATE;

    /** The name in the API. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How it went. */
  public enum Outcome {
    PASSED,
    FAILED,
    /** There was nothing to look at, or an earlier check failed. */
    SKIPPED;

    /** The name in the API. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Check passed(Name name, String detail) {
    return new Check(name, Outcome.PASSED, detail, null);
  }

  static Check skipped(Name name, String detail) {
    return new Check(name, Outcome.SKIPPED, detail, null);
  }

  static Check failed(Name name, ErrorCode refusal, String detail) {
    return new Check(name, Outcome.FAILED, detail, refusal);
  }
}
