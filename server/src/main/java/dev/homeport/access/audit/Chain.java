package dev.homeport.access.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * How entries are linked: the SHA-256 of the hash before, and of each field as four bytes of length
 * and its UTF-8 (docs/audit.md has the order, so that others can check a chain).
 */
final class Chain {

  /** What the first entry follows. */
  static final String GENESIS = "00".repeat(32);

  private static final String VERSION = "1";

  private Chain() {}

  /** The event as the entry that follows the one with the hash {@code previous}. */
  static AuditEntry link(String previous, long seq, Instant at, AuditEvent event) {
    return new AuditEntry(seq, at, event, hash(previous, seq, at, event));
  }

  /** The hash that the entry should have after the one with the hash {@code previous}. */
  static String hash(String previous, long seq, Instant at, AuditEvent event) {
    MessageDigest digest = sha256();
    digest.update(HexFormat.of().parseHex(previous));
    field(digest, VERSION);
    field(digest, Long.toString(seq));
    field(digest, Long.toString(micros(at)));
    field(digest, event.actor().kind().wire());
    field(digest, event.actor().name());
    field(digest, event.actor().role());
    field(digest, event.action());
    field(digest, event.hub());
    field(digest, event.target());
    field(digest, event.outcome().wire());
    field(digest, Integer.toString(event.status()));
    field(digest, event.code());
    field(digest, event.address());
    field(digest, event.requestId());
    field(digest, event.detail());
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Since 1970, as PostgreSQL counts. */
  static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }

  static Instant ofMicros(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static void field(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
