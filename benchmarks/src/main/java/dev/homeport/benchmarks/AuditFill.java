package dev.homeport.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Locale;
import java.util.SplittableRandom;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Many entries of an audit log, linked as docs/audit.md says, over the twelve months before now;
 * written past the server, month by month into tables that are attached when they are full.
 */
final class AuditFill {

  static final int PEOPLE = 200;
  static final int DEVICES = 100_000;

  private static final int MONTHS = 12;
  private static final String[] ACTIONS = {
    "updateTwin", "updateTwin", "updateTwin", "invokeMethod", "invokeMethod", "readDeviceKeys",
    "saveDevice", "createDevice", "deleteDevice", "signIn", "createJob", "saveConfiguration"
  };

  private final Connection connection;
  private final SplittableRandom random = new SplittableRandom(7);
  private byte[] hash = new byte[32];

  AuditFill(Connection connection) {
    this.connection = connection;
  }

  /** The number of the newest entry. */
  long count() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet head = statement.executeQuery("SELECT seq FROM audit_head")) {
      head.next();
      return head.getLong(1);
    }
  }

  /** Fills a log that holds nothing yet. */
  void load(int entries) throws SQLException, IOException {
    long end = Instant.now().getEpochSecond() * 1_000_000;
    YearMonth now = YearMonth.now(ZoneOffset.UTC);
    long begin = micros(now.minusMonths(MONTHS - 1L));
    long step = (end - begin) / entries;
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET synchronous_commit = off");
      statement.execute("SET maintenance_work_mem = '256MB'");
      long seq = 1;
      for (YearMonth month = now.minusMonths(MONTHS - 1L);
          !month.isAfter(now);
          month = month.plusMonths(1)) {
        String table = String.format(Locale.ROOT, "audit_entry_%1$tY_%1$tm", month.atDay(1));
        statement.execute("CREATE TABLE " + table + " (LIKE audit_entry INCLUDING DEFAULTS)");
        long limit = micros(month.plusMonths(1));
        seq = copy(table, seq, entries, begin, step, limit);
        statement.execute(
            "ALTER TABLE audit_entry ATTACH PARTITION %s FOR VALUES FROM ('%s') TO ('%s')"
                .formatted(table, instant(micros(month)), instant(limit)));
        System.out.printf(Locale.ROOT, "%s: up to entry %,d%n", month, seq - 1);
      }
      statement.execute(
          "UPDATE audit_head SET seq = %d, hash = decode('%s', 'hex'), at = '%s'"
              .formatted(
                  entries, HexFormat.of().formatHex(hash), instant(begin + (entries - 1) * step)));
      statement.execute("VACUUM ANALYZE audit_entry");
    }
  }

  private long copy(String table, long first, int entries, long begin, long step, long limit)
      throws SQLException, IOException {
    CopyIn copy =
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + table + " FROM STDIN");
    long seq = first;
    for (; seq <= entries; seq++) {
      long at = begin + (seq - 1) * step;
      if (at >= limit) {
        break;
      }
      byte[] line = line(seq, at).getBytes(StandardCharsets.UTF_8);
      copy.writeToCopy(line, 0, line.length);
    }
    copy.endCopy();
    return seq;
  }

  static String person(int number) {
    return "person-%03d".formatted(number);
  }

  static String target(int number) {
    return "devices/plant-%02d-device-%06d".formatted(number % 40, number);
  }

  private String line(long seq, long at) {
    String who = person(random.nextInt(PEOPLE));
    String action = ACTIONS[random.nextInt(ACTIONS.length)];
    int ended = random.nextInt(200);
    String outcome = ended == 0 ? "denied" : ended < 4 ? "failed" : "succeeded";
    String status = ended == 0 ? "403" : ended < 4 ? "404" : "200";
    String code = ended == 0 ? "Forbidden" : ended < 4 ? "DeviceNotFound" : "";
    String[] fields = {
      "person",
      who,
      "technician",
      action,
      "main",
      target(random.nextInt(DEVICES)),
      outcome,
      status,
      code,
      "10.%d.%d.%d".formatted(random.nextInt(4), random.nextInt(256), random.nextInt(256)),
      "%016x".formatted(random.nextLong()),
      action.equals("invokeMethod") ? "methodName=reboot" : ""
    };
    link(seq, at, fields);
    return seq
        + "\t"
        + instant(at)
        + "\t"
        + String.join("\t", fields)
        + "\t\\\\x"
        + HexFormat.of().formatHex(hash)
        + "\n";
  }

  private void link(long seq, long at, String[] fields) {
    MessageDigest digest = sha256();
    digest.update(hash);
    field(digest, "1");
    field(digest, Long.toString(seq));
    field(digest, Long.toString(at));
    for (String text : fields) {
      field(digest, text);
    }
    hash = digest.digest();
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

  private static long micros(YearMonth month) {
    return month.atDay(1).atStartOfDay().toEpochSecond(ZoneOffset.UTC) * 1_000_000;
  }

  private static Instant instant(long micros) {
    return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000);
  }
}
