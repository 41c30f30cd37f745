package dev.homeport;

import java.util.regex.Pattern;

/**
 * Names one hub of an installation: 3 to 50 lower-case letters, digits and inner hyphens, so that
 * it can stand in a host name and in a Kafka topic.
 */
public record HubName(String value) {

  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{1,48}[a-z0-9]");

  /** The hub that every installation starts with. */
  public static final HubName DEFAULT = new HubName("main");

  public HubName {
    if (!FORM.matcher(value).matches()) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "not a hub name");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
