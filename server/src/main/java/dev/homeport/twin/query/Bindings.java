package dev.homeport.twin.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.SqlStatement;

/** The values of a statement, each by a parameter: nothing that a user wrote becomes SQL text. */
final class Bindings {

  private final Map<String, Object> values = new HashMap<>();

  private String add(Object value, String type) {
    String name = "p" + values.size();
    values.put(name, value);
    return "CAST(:" + name + " AS " + type + ")";
  }

  String text(String value) {
    return add(value, "text");
  }

  String integer(int value) {
    return add(value, "integer");
  }

  String number(BigDecimal value) {
    return add(value, "numeric");
  }

  String json(JsonNode value) {
    return add(value.toString(), "jsonb");
  }

  /** A value that was read as text, as the type it had. */
  String typed(String value, String type) {
    return "CAST(" + add(value, "text") + " AS " + type + ")";
  }

  String texts(List<String> values) {
    return add(new ArrayList<>(values), "text[]");
  }

  String jsons(Iterable<JsonNode> values) {
    List<String> texts = new ArrayList<>();
    values.forEach(value -> texts.add(value.toString()));
    return "CAST(" + texts(texts) + " AS jsonb[])";
  }

  <S extends SqlStatement<S>> S bind(S statement) {
    for (var value : values.entrySet()) {
      if (value.getValue() instanceof List<?> list) {
        statement.bindArray(value.getKey(), String.class, list);
      } else {
        statement.bind(value.getKey(), value.getValue());
      }
    }
    return statement;
  }
}
