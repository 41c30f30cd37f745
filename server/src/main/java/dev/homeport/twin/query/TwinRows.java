package dev.homeport.twin.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.homeport.registry.IdentityDocument;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The twins of devices or of modules; each path means what it means in the twin's document. */
final class TwinRows implements Rows {

  private enum Join {
    IDENTITY("JOIN identity i"),
    ACTIVITY("LEFT JOIN activity a"),
    SESSION("LEFT JOIN session s");

    private final String sql;

    Join(String sql) {
      this.sql = sql;
    }
  }

  private final TwinKind kind;
  private final Set<Expression.Path> indexed;
  private final Map<String, String> others;
  private final Set<Join> joins = EnumSet.noneOf(Join.class);

  /**
   * @param indexed paths of {@code query_key} indexes
   * @param others properties that features above give to twins, in SQL by their names
   */
  TwinRows(TwinKind kind, Set<Expression.Path> indexed, Map<String, String> others) {
    this.kind = kind;
    this.indexed = indexed;
    this.others = others;
  }

  @Override
  public Sql path(Expression.Path path, Bindings bindings) {
    List<Expression.Step> below = path.after(1);
    Sql root =
        switch (path.name(0)) {
          case "tags" -> Sql.json("t.tags");
          case "properties" -> {
            Sql section = properties(path, bindings);
            below = List.of();
            yield section;
          }
          case "x509Thumbprint" ->
              Sql.json(
                  of(
                      Join.IDENTITY,
                      "jsonb_build_object('primaryThumbprint', i.primary_thumbprint,"
                          + " 'secondaryThumbprint', i.secondary_thumbprint)"));
          case "capabilities" ->
              kind == TwinKind.MODULES
                  ? Sql.UNDEFINED
                  : Sql.json(of(Join.IDENTITY, "jsonb_build_object('iotEdge', i.edge)"));
          case String name when others.containsKey(name) -> Sql.json(others.get(name));
          default -> {
            Sql plain = plain(path.name(0));
            boolean deeper = !below.isEmpty();
            below = List.of();
            yield deeper ? Sql.UNDEFINED : plain;
          }
        };
    return below.isEmpty() ? root : Paths.below(root.text(), below, bindings);
  }

  /** A property without properties of its own. */
  private Sql plain(String name) {
    return switch (name) {
      case "deviceId" -> Sql.string("t.device_id");
      case "moduleId" -> kind == TwinKind.MODULES ? Sql.string("t.module_id") : Sql.UNDEFINED;
      case "etag" -> Sql.string("encode(int8send(t.version), 'base64')");
      case "deviceEtag" -> Sql.string(of(Join.IDENTITY, "i.etag"));
      case "status" ->
          Sql.string(of(Join.IDENTITY, "CASE WHEN i.enabled THEN 'enabled' ELSE 'disabled' END"));
      case "statusReason" -> Sql.string(of(Join.IDENTITY, "i.status_reason"));
      case "statusUpdateTime" -> Sql.string(time(Join.IDENTITY, "i.status_updated_at"));
      case "connectionState" ->
          Sql.string(
              of(
                  Join.SESSION,
                  "CASE WHEN s.session_number IS NULL THEN 'Disconnected' ELSE 'Connected' END"));
      case "lastActivityTime" -> Sql.string(time(Join.ACTIVITY, "a.last_activity_at"));
      case "cloudToDeviceMessageCount" ->
          Sql.number(
              """
              (SELECT CAST(count(*) AS numeric) FROM device_message m WHERE m.hub = t.hub
               AND m.device_id = t.device_id AND m.module_id = t.module_id)""");
      case "authenticationType" -> Sql.string(of(Join.IDENTITY, "i.authentication"));
      case "modelId" -> Sql.string("coalesce(t.model_id, '')");
      case "version" -> Sql.number("CAST(t.version AS numeric)");
      case "deviceScope" -> Sql.string(of(Join.IDENTITY, "i.device_scope"));
      default -> Sql.UNDEFINED;
    };
  }

  private static Sql properties(Expression.Path path, Bindings bindings) {
    String section = path.name(1);
    if (path.steps().size() == 1) {
      return Sql.json(
          "jsonb_build_object('desired', "
              + whole("desired")
              + ", 'reported', "
              + whole("reported")
              + ")");
    }
    if (!section.equals("desired") && !section.equals("reported")) {
      return Sql.UNDEFINED;
    }
    if (path.steps().size() == 2) {
      return Sql.json(whole(section));
    }
    return switch (path.name(2)) {
      case "$version" ->
          path.steps().size() == 3
              ? Sql.number("CAST(t." + section + "_version AS numeric)")
              : Sql.UNDEFINED;
      case "$metadata" -> Paths.below("t." + section + "_metadata", path.after(3), bindings);
      default -> Paths.below("t." + section, path.after(2), bindings);
    };
  }

  private static String whole(String section) {
    return "(t."
        + section
        + " || jsonb_build_object('$metadata', t."
        + section
        + "_metadata, '$version', t."
        + section
        + "_version))";
  }

  private String of(Join join, String sql) {
    joins.add(join);
    return sql;
  }

  private String time(Join join, String column) {
    return of(
        join,
        "coalesce(to_char("
            + column
            + " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'), '"
            + IdentityDocument.NEVER
            + "')");
  }

  @Override
  public String from(String hub, Bindings bindings) {
    StringBuilder sql = new StringBuilder("FROM twin t\n");
    for (Join join : joins) {
      sql.append(join.sql).append(" USING (hub, device_id, module_id)\n");
    }
    return sql.append("WHERE t.hub = ")
        .append(bindings.text(hub))
        .append(kind == TwinKind.DEVICES ? " AND t.module_id = ''" : " AND t.module_id <> ''")
        .toString();
  }

  /** Whole twins are read by their keys: they have more than SQL builds quickly. */
  @Override
  public String document() {
    return "CAST(NULL AS jsonb)";
  }

  @Override
  public List<String> keys() {
    return List.of("t.device_id", "t.module_id");
  }

  @Override
  public List<String> hints(Expression.Path path, List<JsonNode> values, Bindings bindings) {
    boolean names = path.steps().stream().allMatch(step -> step instanceof Expression.Step.Name);
    if (!path.name(0).equals("tags") || path.steps().size() < 2 || !names) {
      return List.of();
    }
    return values.stream()
        .map(value -> "t.tags @> " + bindings.json(nested(path.after(1), value)))
        .toList();
  }

  private static JsonNode nested(List<Expression.Step> steps, JsonNode value) {
    JsonNode nested = value;
    for (Expression.Step step : steps.reversed()) {
      if (step instanceof Expression.Step.Name(String name)) {
        nested = JsonNodeFactory.instance.objectNode().set(name, nested);
      }
    }
    return nested;
  }

  @Override
  public boolean isIndexed(Expression.Path path) {
    return indexed.contains(path);
  }
}
