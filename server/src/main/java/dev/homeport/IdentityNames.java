package dev.homeport;

/** The form that IoT Hub asks of device and module ids (IoT Hub identity registry reference). */
final class IdentityNames {

  private static final int MAX_LENGTH = 128;
  private static final String SPECIAL = "-:.+%_#*?!(),=@;$'";

  private IdentityNames() {}

  static void check(String value, String what) {
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "a " + what + " has 1 to " + MAX_LENGTH + " characters");
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean allowed =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || SPECIAL.indexOf(c) >= 0;
      if (!allowed) {
        throw new HubException(
            ErrorCode.ARGUMENT_INVALID,
            "a " + what + " has letters, digits and " + SPECIAL + " only");
      }
    }
  }
}
