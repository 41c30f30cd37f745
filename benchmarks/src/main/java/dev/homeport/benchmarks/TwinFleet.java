package dev.homeport.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.SplittableRandom;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Many twins of about 2 KB (tags, desired and reported properties with their metadata, as JSON
 * text), written by COPY past the hub. The same number gives the same twins.
 */
final class TwinFleet {

  static final String PREFIX = "query-bench-";

  /** One device in {@code RARE} has the tag {@code batch} of the selective queries. */
  static final int RARE = 10_000;

  private static final String[] REGIONS = {"DE", "US", "FR", "JP", "BR", "IN", "ZA", "AU"};
  private static final String[] FIRMWARE = {"2.4.1", "2.4.0", "2.3.7", "2.3.6", "1.9.9"};
  private static final String[] MODELS = {"TX-100", "TX-200", "RX-7", "Gateway 3"};
  private static final String TIME = "2026-01-15T08:30:00.123456Z";

  private final Connection connection;

  TwinFleet(Connection connection) {
    this.connection = connection;
  }

  /** Takes away what an earlier run left. */
  void clear() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM identity WHERE device_id LIKE '" + PREFIX + "%'");
    }
  }

  void load(int devices) throws SQLException, IOException {
    copy(
        "COPY identity (hub, device_id, generation_id, etag, authentication, primary_key,"
            + " secondary_key) FROM STDIN",
        devices,
        n -> "main\t" + id(n) + "\t1\tMQ==\tsas\ta2V5\ta2V5\n");
    copy(
        "COPY twin (hub, device_id, tags, desired, desired_metadata, reported, reported_metadata)"
            + " FROM STDIN",
        devices,
        TwinFleet::twin);
    try (Statement statement = connection.createStatement()) {
      statement.execute("VACUUM (ANALYZE) identity, twin");
    }
  }

  private interface Line {
    String of(int number);
  }

  private void copy(String sql, int devices, Line line) throws SQLException {
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
    for (int n = 0; n < devices; n++) {
      byte[] bytes = line.of(n).getBytes(StandardCharsets.UTF_8);
      copy.writeToCopy(bytes, 0, bytes.length);
    }
    copy.endCopy();
  }

  static String id(int number) {
    return PREFIX + "%07d".formatted(number);
  }

  private static String twin(int number) {
    SplittableRandom random = new SplittableRandom(number);
    String tags =
        """
        {"region":"%s","plant":"plant-%d","batch":"b-%d","customer":{"id":%d,"tier":"%s"},"note":"%s"}"""
            .formatted(
                REGIONS[random.nextInt(REGIONS.length)],
                random.nextInt(200),
                number % RARE,
                random.nextInt(50_000),
                random.nextInt(10) == 0 ? "gold" : "standard",
                text(random, 120));
    String desired =
        """
        {"telemetry":{"interval":%d,"format":"json"},"limits":{"warm":%d,"hot":%d},"profile":"%s"}"""
            .formatted(
                10 * random.nextInt(1, 60),
                random.nextInt(50, 70),
                random.nextInt(70, 90),
                text(random, 200));
    String reported =
        String.format(
            Locale.ROOT,
            """
            {"model":"%s","location":{"latitude":%.4f,"longitude":%.4f},"firmware":{"version":"%s","slot":"%s"},"battery":%d,"temperature":%.2f,"signal":%d,"uptime":%d,"health":"%s","log":"%s"}""",
            MODELS[random.nextInt(MODELS.length)],
            random.nextDouble() * 110 - 45,
            random.nextDouble() * 360 - 180,
            FIRMWARE[random.nextInt(FIRMWARE.length)],
            random.nextBoolean() ? "A" : "B",
            random.nextInt(101),
            random.nextDouble() * 60 - 10,
            -random.nextInt(40, 110),
            random.nextInt(10_000_000),
            random.nextInt(20) == 0 ? "warning" : "ok",
            text(random, 190));
    return String.join(
            "\t",
            "main",
            id(number),
            tags,
            desired,
            metadata("\"telemetry\"", "\"limits\"", "\"profile\""),
            reported,
            metadata("\"firmware\"", "\"battery\"", "\"temperature\"", "\"signal\"", "\"health\""))
        + "\n";
  }

  private static String metadata(String... names) {
    StringBuilder json = new StringBuilder("{\"$lastUpdated\":\"" + TIME + "\"");
    for (String name : names) {
      json.append(',').append(name).append(":{\"$lastUpdated\":\"").append(TIME).append("\"}");
    }
    return json.append('}').toString();
  }

  /** Letters that do not compress to nothing. */
  private static String text(SplittableRandom random, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    return text.toString();
  }
}
