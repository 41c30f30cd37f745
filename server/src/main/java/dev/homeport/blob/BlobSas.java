package dev.homeport.blob;

import dev.homeport.Secret;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Shared access signatures of blobs, as the query of a URL: {@code
 * sv=…&se=…&sr=b&sp=r[&si=holder]&sig=…} (Azure Storage, "Create a service SAS"). The signature is
 * HMAC-SHA256 with a key of the installation over the fields, one a line, as that page has them for
 * {@link #VERSION}. Thread-safe.
 */
public final class BlobSas {

  /** The version of the form, the only one that is made or taken. */
  static final String VERSION = "2022-11-02";

  private static final String KEY_NAME = "blob-sas";
  private static final int KEY_BYTES = 64;
  private static final int MAX_QUERY = 4096;
  private static final Set<String> SIGNED =
      Set.of("sv", "st", "se", "sr", "sp", "si", "sip", "spr", "sig");
  private static final Set<String> UNKNOWN_BUT_MEANING =
      Set.of("rscc", "rscd", "rsce", "rscl", "rsct", "ses", "snapshot", "sdd");

  private final Secret key;

  public BlobSas(Secret key) {
    this.key = key;
  }

  /** With the key of the installation; its first node makes it. */
  public static BlobSas load(Jdbi jdbi) {
    return jdbi.withHandle(
        handle -> {
          handle
              .createUpdate(
                  """
                  INSERT INTO installation_secret (name, value) VALUES (:name, :value)
                  ON CONFLICT (name) DO NOTHING
                  """)
              .bind("name", KEY_NAME)
              .bind("value", Secret.randomKey(KEY_BYTES).reveal())
              .execute();
          return new BlobSas(
              new Secret(
                  handle
                      .createQuery("SELECT value FROM installation_secret WHERE name = :name")
                      .bind("name", KEY_NAME)
                      .mapTo(String.class)
                      .one()));
        });
  }

  /** What became of a check. */
  public sealed interface Verdict {
    /**
     * @param holder for whom it was made, whose right is still to be looked up; null: for anybody
     */
    record Granted(@Nullable String holder) implements Verdict {}

    /**
     * @param reason for the answer
     */
    record Refused(String reason) implements Verdict {}
  }

  /** The query of a URL that gives {@code grant} on one blob. */
  public String query(BlobName name, Grant grant) {
    String expiry = grant.expiry().truncatedTo(ChronoUnit.SECONDS).toString();
    String holder = grant.holder() == null ? "" : grant.holder();
    Map<String, String> fields = new HashMap<>();
    fields.put("sv", VERSION);
    fields.put("se", expiry);
    fields.put("sr", "b");
    fields.put("sp", grant.permissions());
    fields.put("si", holder);
    String signature = Base64.getEncoder().encodeToString(sign(fields, name));
    return "sv="
        + VERSION
        + "&se="
        + encode(expiry)
        + "&sr=b&sp="
        + grant.permissions()
        + (holder.isEmpty() ? "" : "&si=" + encode(holder))
        + "&sig="
        + encode(signature);
  }

  /**
   * Judges a call.
   *
   * @param query of the URL, as it came; null: none
   * @param permission that the call needs, one letter
   */
  public Verdict check(@Nullable String query, BlobName name, char permission, Instant now) {
    if (query == null || query.length() > MAX_QUERY) {
      return new Verdict.Refused("the URL has no shared access signature");
    }
    Map<String, String> fields = new HashMap<>();
    for (String field : query.split("&", -1)) {
      int equals = field.indexOf('=');
      String key = equals < 0 ? field : field.substring(0, equals);
      if (UNKNOWN_BUT_MEANING.contains(key)) {
        return new Verdict.Refused("the field " + key + " is not supported");
      }
      if (SIGNED.contains(key)) {
        try {
          String value = URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8);
          if (equals < 0 || fields.put(key, value) != null) {
            return new Verdict.Refused("the shared access signature is malformed");
          }
        } catch (IllegalArgumentException e) {
          return new Verdict.Refused("the shared access signature is malformed");
        }
      }
    }
    return check(fields, name, permission, now);
  }

  private Verdict check(Map<String, String> fields, BlobName name, char permission, Instant now) {
    if (!VERSION.equals(fields.get("sv"))
        || !Set.of("b", "c").contains(fields.getOrDefault("sr", ""))
        || fields.containsKey("sip")) {
      return new Verdict.Refused("the shared access signature is not of this installation");
    }
    byte[] signature;
    try {
      signature = Base64.getDecoder().decode(fields.getOrDefault("sig", ""));
    } catch (IllegalArgumentException e) {
      return new Verdict.Refused("the signature is not base64");
    }
    if (!MessageDigest.isEqual(sign(fields, name), signature)) {
      return new Verdict.Refused("the signature does not fit the URL");
    }
    try {
      if (!now.isBefore(Instant.parse(fields.getOrDefault("se", "")))) {
        return new Verdict.Refused("the URL has expired");
      }
      String start = fields.getOrDefault("st", "");
      if (!start.isEmpty() && now.isBefore(Instant.parse(start))) {
        return new Verdict.Refused("the URL is not valid yet");
      }
    } catch (DateTimeParseException e) {
      return new Verdict.Refused("the times of the signature are malformed");
    }
    if (fields.getOrDefault("sp", "").indexOf(permission) < 0) {
      return new Verdict.Refused("the signature does not permit this");
    }
    String holder = fields.getOrDefault("si", "");
    return new Verdict.Granted(holder.isEmpty() ? null : holder);
  }

  private byte[] sign(Map<String, String> fields, BlobName name) {
    String resource =
        "/blob/homeport/" + ("c".equals(fields.get("sr")) ? name.container() : name.toString());
    String text =
        String.join(
            "\n",
            fields.getOrDefault("sp", ""),
            fields.getOrDefault("st", ""),
            fields.getOrDefault("se", ""),
            resource,
            fields.getOrDefault("si", ""),
            fields.getOrDefault("sip", ""),
            fields.getOrDefault("spr", ""),
            fields.getOrDefault("sv", ""),
            fields.getOrDefault("sr", ""),
            "", // snapshot
            "", // encryption scope
            "", // rscc, rscd, rsce, rscl, rsct
            "",
            "",
            "",
            "");
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(key.reveal()), "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
    }
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
