package dev.homeport.twin.query;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A function of the language with the number of its arguments and the type of its result. */
enum Function {
  IS_DEFINED(1, 1, Type.BOOLEAN),
  IS_NULL(1, 1, Type.BOOLEAN),
  IS_BOOL(1, 1, Type.BOOLEAN),
  IS_NUMBER(1, 1, Type.BOOLEAN),
  IS_STRING(1, 1, Type.BOOLEAN),
  IS_OBJECT(1, 1, Type.BOOLEAN),
  IS_ARRAY(1, 1, Type.BOOLEAN),
  IS_PRIMITIVE(1, 1, Type.BOOLEAN),
  STARTSWITH(2, 2, Type.BOOLEAN),
  ENDSWITH(2, 2, Type.BOOLEAN),
  CONTAINS(2, 2, Type.BOOLEAN),
  ARRAY_CONTAINS(2, 2, Type.BOOLEAN),
  LOWER(1, 1, Type.STRING),
  UPPER(1, 1, Type.STRING),
  CONCAT(2, 100, Type.STRING),
  SUBSTRING(2, 3, Type.STRING),
  LENGTH(1, 1, Type.NUMBER),
  INDEX_OF(2, 2, Type.NUMBER),
  AS_NUMBER(1, 1, Type.NUMBER),
  ABS(1, 1, Type.NUMBER),
  SIGN(1, 1, Type.NUMBER),
  CEILING(1, 1, Type.NUMBER),
  FLOOR(1, 1, Type.NUMBER),
  ROUND(1, 1, Type.NUMBER),
  SQUARE(1, 1, Type.NUMBER),
  SQRT(1, 1, Type.NUMBER),
  EXP(1, 1, Type.NUMBER),
  POWER(2, 2, Type.NUMBER);

  /** What is known of a value before it is there; JSON: nothing. */
  enum Type {
    JSON,
    BOOLEAN,
    NUMBER,
    STRING
  }

  private final int fewest;
  private final int most;
  private final Type type;

  Function(int fewest, int most, Type type) {
    this.fewest = fewest;
    this.most = most;
    this.type = type;
  }

  Type type() {
    return type;
  }

  boolean takes(int arguments) {
    return arguments >= fewest && arguments <= most;
  }

  /** How many arguments it takes, in words. */
  String arity() {
    return fewest == most
        ? fewest + (fewest == 1 ? " argument" : " arguments")
        : fewest + " to " + most + " arguments";
  }

  static @Nullable Function named(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "STARTS_WITH" -> STARTSWITH;
      case "ENDS_WITH" -> ENDSWITH;
      case "IS_BOOLEAN" -> IS_BOOL;
      case "INDEXOF" -> INDEX_OF;
      case String upper -> {
        for (Function function : values()) {
          if (function.name().equals(upper)) {
            yield function;
          }
        }
        yield null;
      }
    };
  }
}
