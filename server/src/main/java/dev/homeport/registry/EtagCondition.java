package dev.homeport.registry;

/** If-Match as clients write it: {@code *}, {@code "*"}, or the ETag, bare, quoted or weak. */
public final class EtagCondition {

  private EtagCondition() {}

  /** Whether {@code ifMatch} asks for {@code etag}. */
  public static boolean matches(String ifMatch, String etag) {
    String wanted = unquoted(ifMatch.trim());
    return wanted.isEmpty() || wanted.equals("*") || wanted.equals(unquoted(etag));
  }

  private static String unquoted(String text) {
    String strong = text.startsWith("W/") ? text.substring(2) : text;
    boolean quoted = strong.length() >= 2 && strong.startsWith("\"") && strong.endsWith("\"");
    return quoted ? strong.substring(1, strong.length() - 1) : strong;
  }
}
