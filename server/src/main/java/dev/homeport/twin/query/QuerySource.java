package dev.homeport.twin.query;

import java.util.List;

/**
 * A collection beside the twins that a feature above lets queries read.
 *
 * @param collection the name after FROM, in lower case: {@code devices.jobs}
 * @param from what stands after FROM in SQL, for instance {@code device_job j}
 * @param hub the column with the hub's name: {@code j.hub}
 * @param keys not-null text columns, unique together within a hub, in the order of pages
 * @param document the whole document as a {@code jsonb} expression; each property of it can be
 *     queried
 */
public record QuerySource(
    String collection, String from, String hub, List<String> keys, String document) {

  public QuerySource {
    keys = List.copyOf(keys);
  }

  Rows rows() {
    return new Rows() {
      @Override
      public Sql path(Expression.Path path, Bindings bindings) {
        return Rows.below("(" + document + ")", path.steps(), bindings);
      }

      @Override
      public String from(String hubName, Bindings bindings) {
        return "FROM " + from + " WHERE " + hub + " = " + bindings.text(hubName);
      }

      @Override
      public String document() {
        return document;
      }

      @Override
      public List<String> keys() {
        return keys;
      }
    };
  }
}
