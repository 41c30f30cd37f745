package dev.homeport.twin.query;

import java.util.List;
import java.util.Map;

/**
 * A collection beside the twins that a feature above lets queries read.
 *
 * @param collection the name after FROM, in lower case: {@code devices.jobs}
 * @param from what stands after FROM in SQL, for instance {@code device_job j}
 * @param hub the column with the hub's name: {@code j.hub}
 * @param keys not-null text columns, unique together within a hub, in the order of pages
 * @param texts properties that are plain text columns, so that an index on one is found: {@code
 *     jobId} is {@code j.job_id}
 * @param document the whole document as a {@code jsonb} expression; each property of it can be
 *     queried
 */
public record QuerySource(
    String collection,
    String from,
    String hub,
    List<String> keys,
    Map<String, String> texts,
    String document) {

  public QuerySource {
    keys = List.copyOf(keys);
    texts = Map.copyOf(texts);
  }

  Rows rows() {
    return new Rows() {
      @Override
      public Sql path(Expression.Path path, Bindings bindings) {
        String text = path.steps().size() == 1 ? texts.get(path.name(0)) : null;
        return text == null
            ? Paths.below("(" + document + ")", path.steps(), bindings)
            : Sql.string(text);
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
