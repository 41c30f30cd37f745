package dev.homeport.onboarding;

import java.time.Duration;

/** What became of somebody's try to claim a device. */
public sealed interface ClaimResult {

  record Claimed(Onboarded device) implements ClaimResult {}

  /** The code has a slip in it. */
  record Mistyped() implements ClaimResult {}

  /** The code is unknown, used, expired or locked; which of them, is not told. */
  record Refused() implements ClaimResult {}

  /** Too many wrong codes came from that address; nothing was looked at. */
  record TooMany(Duration pause) implements ClaimResult {}
}
