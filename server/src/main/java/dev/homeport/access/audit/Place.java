package dev.homeport.access.audit;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place in the chain, between an entry and the next one. */
record Place(Instant at, long seq) {

  static final Place BEGIN = new Place(Instant.EPOCH, 0);

  private static final Pattern TEXT = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

  static Place of(AuditEntry entry) {
    return new Place(entry.at(), entry.seq());
  }

  /**
   * Reads {@link #text}.
   *
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID}
   */
  static Place parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "the continuation is none of this list");
    }
    return new Place(
        Chain.ofMicros(Long.parseLong(parts.group(1))), Long.parseLong(parts.group(2)));
  }

  /** For a URL. */
  String text() {
    return Chain.micros(at) + "-" + seq;
  }
}
