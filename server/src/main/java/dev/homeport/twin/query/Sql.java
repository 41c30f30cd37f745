package dev.homeport.twin.query;

/**
 * A term in SQL: of type {@code jsonb}, {@code boolean}, {@code numeric} or {@code text}; NULL is
 * undefined.
 */
record Sql(Function.Type type, String text) {

  static final Sql UNDEFINED = json("CAST(NULL AS jsonb)");

  static Sql json(String text) {
    return new Sql(Function.Type.JSON, text);
  }

  static Sql string(String text) {
    return new Sql(Function.Type.STRING, text);
  }

  static Sql number(String text) {
    return new Sql(Function.Type.NUMBER, text);
  }

  static Sql bool(String text) {
    return new Sql(Function.Type.BOOLEAN, text);
  }

  String asJson() {
    return type == Function.Type.JSON ? text : "to_jsonb(" + text + ")";
  }

  String asNumber() {
    return as(Function.Type.NUMBER, "number", "CAST(" + text + " AS numeric)", "numeric");
  }

  String asString() {
    return as(Function.Type.STRING, "string", text + " #>> '{}'", "text");
  }

  String asBoolean() {
    return as(Function.Type.BOOLEAN, "boolean", "CAST(" + text + " AS boolean)", "boolean");
  }

  private String as(Function.Type wanted, String name, String converted, String sqlType) {
    if (type == wanted) {
      return text;
    }
    return type == Function.Type.JSON
        ? "CASE WHEN jsonb_typeof(" + text + ") = '" + name + "' THEN " + converted + " END"
        : "CAST(NULL AS " + sqlType + ")";
  }
}
