package dev.homeport.provisioning;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import java.util.regex.Pattern;

/**
 * The form of registration ids and of the names of enrollment groups: 1 to 128 letters, digits,
 * {@code - . _ :}, the last of them a letter, digit or hyphen (DPS, "Registration ID").
 */
final class RegistrationId {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._:-]{0,127}[A-Za-z0-9-]");

  private RegistrationId() {}

  /** A text behind all ids that begin with {@code prefix}, in the order of their bytes. */
  static String behindPrefix(String prefix) {
    return prefix + "~"; // behind every character of an id
  }

  /**
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID}
   */
  static String require(String what, String text) {
    if (!FORM.matcher(text).matches()) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID,
          what + " has 1 to 128 letters, digits and - . _ :, and ends with none of . _ :");
    }
    return text;
  }
}
