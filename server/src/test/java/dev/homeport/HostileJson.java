package dev.homeport;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** JSON and what looks like it, as nobody in his right mind would send it. */
public final class HostileJson {

  public static final int DEPTH = 10_000;
  public static final String DEEP_ARRAY = "[".repeat(DEPTH) + "]".repeat(DEPTH);
  public static final String DEEP_OBJECT = "{\"a\":".repeat(DEPTH) + "1" + "}".repeat(DEPTH);
  public static final String LONG_INTEGER = "9".repeat(400);

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1.0",
          "1e400",
          "-1e400",
          "1e-400",
          "1e2147483647",
          "1e-2147483648",
          "1e99999999999999999999",
          LONG_INTEGER,
          "4503599627370496",
          "\"\"",
          "\"text\"",
          "\"enabled\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\udc00x\"",
          "\"" + "s".repeat(5_000) + "\"",
          DEEP_ARRAY,
          DEEP_OBJECT,
          "[null]",
          "{}",
          "[]",
          "nul",
          "01",
          "NaN",
          "\"\\x\"",
          "\"unfinished");

  private static final List<String> DECENT_VALUES =
      List.of("null", "true", "7", "1.50", "\"text\"", "\"enabled\"", "\"d\"", "{}", "[]");

  private static final List<String> KEYS =
      List.of("a", "", "$version", "a.b", "a b", "\\u0000", "\\ud800", "k".repeat(1_025));

  private HostileJson() {}

  /** Objects and arrays whose keys are often {@code names}, now and then cut or with odd bytes. */
  public static Arbitrary<byte[]> documents(String... names) {
    Arbitrary<String> key =
        Arbitraries.frequencyOf(
            Tuple.of(9, Arbitraries.of(names)), Tuple.of(1, Arbitraries.of(KEYS)));
    Arbitrary<String> leaf =
        Arbitraries.frequencyOf(
            Tuple.of(1, Arbitraries.of(VALUES)), Tuple.of(3, Arbitraries.of(DECENT_VALUES)));
    Arbitrary<String> value =
        Arbitraries.recursive(() -> leaf, deeper -> nested(key, deeper), 0, 3);
    Arbitrary<byte[]> document =
        Arbitraries.oneOf(object(key, value), object(key, value), array(object(key, value)))
            .map(text -> text.getBytes(StandardCharsets.UTF_8));
    return Combinators.combine(
            document,
            Arbitraries.integers().between(0, 1_000_000),
            Arbitraries.of(0, 0x80, 0xc0, 0xff, 0x7b, 0x22, 0x2c),
            Arbitraries.of(true, false, false, false))
        .as(HostileJson::withOddByte);
  }

  private static Arbitrary<String> nested(Arbitrary<String> key, Arbitrary<String> value) {
    return Arbitraries.oneOf(value, object(key, value), array(value));
  }

  private static Arbitrary<String> object(Arbitrary<String> key, Arbitrary<String> value) {
    return Combinators.combine(key, value)
        .as((name, content) -> "\"" + name + "\":" + content)
        .list()
        .ofMaxSize(4)
        .map(members -> "{" + String.join(",", members) + "}");
  }

  private static Arbitrary<String> array(Arbitrary<String> value) {
    return value.list().ofMaxSize(3).map(items -> "[" + String.join(",", items) + "]");
  }

  private static byte[] withOddByte(byte[] json, int at, int odd, boolean wanted) {
    byte[] bytes = json.clone();
    if (wanted) {
      bytes[at % bytes.length] = (byte) odd;
    }
    return bytes;
  }
}
