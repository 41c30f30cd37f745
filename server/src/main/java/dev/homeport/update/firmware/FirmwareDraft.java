package dev.homeport.update.firmware;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.StorableText;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is said of firmware before it is uploaded.
 *
 * @param name what it is for, for instance {@code agent}
 * @param size in bytes
 * @param sha256 64 lower-case hexadecimal digits; null: whatever comes
 * @param models that it runs on; none: all
 * @param minimumVersion that a device has to run before; null: any
 * @param hardwareRevisions that it runs on; none: all
 */
public record FirmwareDraft(
    String name,
    String version,
    String description,
    long size,
    @Nullable String sha256,
    List<String> models,
    @Nullable String minimumVersion,
    List<String> hardwareRevisions) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._ -]{0,99}");
  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+~-]{0,63}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final int MAX_DESCRIPTION = 4_000;
  private static final int MAX_LIST = 100;
  private static final int MAX_WORD = 128;

  public FirmwareDraft {
    require(NAME.matcher(name).matches(), "the name is 1 to 100 letters, digits, . _ - and spaces");
    requireVersion("the version", version);
    if (minimumVersion != null) {
      requireVersion("the minimum version", minimumVersion);
    }
    require(size > 0, "firmware holds at least one byte");
    require(
        sha256 == null || SHA256.matcher(sha256).matches(),
        "sha256 is 64 hexadecimal digits in lower case");
    require(description.length() <= MAX_DESCRIPTION, "the description is longer than 4000");
    StorableText.require("the description", description);
    models = words("models", models);
    hardwareRevisions = words("hardwareRevisions", hardwareRevisions);
  }

  private static void requireVersion(String what, String version) {
    require(
        VERSION.matcher(version).matches(), what + " is 1 to 64 letters, digits, . _ + ~ and -");
  }

  private static List<String> words(String what, List<String> words) {
    require(words.size() <= MAX_LIST, what + " are at most 100");
    for (String word : words) {
      require(!word.isBlank() && word.length() <= MAX_WORD, what + " are 1 to 128 characters each");
      StorableText.require(what, word);
    }
    return words.stream().distinct().toList();
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, message);
    }
  }
}
