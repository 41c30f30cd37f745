package dev.homeport.twin.query;

import org.antlr.v4.runtime.Token;

/**
 * A string as it is written: in single or double quotes, with the escapes that JSON has and {@code
 * \'}. A quote that is doubled stands for itself.
 */
final class StringLiteral {

  private StringLiteral() {}

  static String value(Token token) {
    String text = token.getText();
    char quote = text.charAt(0);
    StringBuilder value = new StringBuilder(text.length());
    int i = 1;
    while (i < text.length() - 1) {
      char c = text.charAt(i);
      if (c == '\\') {
        i += escape(token, text, i, value);
      } else {
        value.append(c);
        i += c == quote ? 2 : 1;
      }
    }
    return checked(token, value.toString());
  }

  /** Appends what the escape at {@code i} stands for; the number of characters it has. */
  private static int escape(Token token, String text, int i, StringBuilder value) {
    char c = text.charAt(i + 1);
    switch (c) {
      case '\'', '"', '\\', '/' -> value.append(c);
      case 'n' -> value.append('\n');
      case 't' -> value.append('\t');
      case 'r' -> value.append('\r');
      case 'b' -> value.append('\b');
      case 'f' -> value.append('\f');
      case 'u' -> {
        value.append(unicode(token, text, i));
        return 6;
      }
      default ->
          throw QueryReader.wrong(
              QueryReader.at(token) + i, "a string has no escape '\\" + c + "'");
    }
    return 2;
  }

  private static char unicode(Token token, String text, int i) {
    int end = i + 6;
    if (end < text.length()) {
      String digits = text.substring(i + 2, end);
      if (digits.chars().allMatch(digit -> Character.digit(digit, 16) >= 0)) {
        return (char) Integer.parseInt(digits, 16);
      }
    }
    throw QueryReader.wrong(
        QueryReader.at(token) + i, "after '\\u' a string has four hexadecimal digits");
  }

  /** PostgreSQL keeps neither U+0000 nor half a character, so no property holds them. */
  static String checked(Token token, String value) {
    boolean storable = value.codePoints().noneMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF));
    if (!storable) {
      throw QueryReader.wrong(token, "the string holds a character that no property can hold");
    }
    return value;
  }
}
