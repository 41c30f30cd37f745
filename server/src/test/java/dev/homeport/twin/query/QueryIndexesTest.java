package dev.homeport.twin.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class QueryIndexesTest {

  @RegisterExtension final TestDatabase database = new TestDatabase();

  private QueryIndexes indexes = new QueryIndexes(database.jdbi());

  @BeforeEach
  void setUp() {
    indexes = new QueryIndexes(database.jdbi());
    database
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute(
                  """
                  INSERT INTO identity (hub, device_id, generation_id, etag, authentication)
                  SELECT 'main', 'device-' || n, 'g', 'e', 'none' FROM generate_series(1, 3000) n
                  """);
              handle.execute(
                  """
                  INSERT INTO twin (hub, device_id, tags, reported, desired_metadata,
                                    reported_metadata)
                  SELECT 'main', device_id, jsonb_build_object('site', 'site-' || row_number() OVER ()),
                    jsonb_build_object('it''s', jsonb_build_object('level', row_number() OVER ())),
                    '{}', '{}'
                  FROM identity
                  """);
              handle.execute("ANALYZE twin");
            });
  }

  private String plan(String where) {
    Query query = Query.parse("SELECT deviceId FROM devices WHERE " + where);
    PageSql sql =
        new PageSql(
            query,
            new TwinRows(TwinKind.DEVICES, indexes.paths(), Map.of()),
            HubName.DEFAULT.value());
    return database
        .jdbi()
        .withHandle(
            handle ->
                String.join(
                    "\n",
                    sql.bindings()
                        .bind(handle.createQuery("EXPLAIN " + sql.text(Continuation.START, 101)))
                        .mapTo(String.class)
                        .list()));
  }

  @Test
  void everyTagIsIndexedForEquality() {
    assertThat(plan("tags.site = 'site-7'")).contains("twin_tags");
    assertThat(plan("tags.site IN ['site-7', 'site-8']")).contains("twin_tags");
  }

  @Test
  void idsAreFoundByTheirKey() {
    assertThat(plan("deviceId = 'device-7'")).contains("device_id = 'device-7'");
    assertThat(plan("STARTSWITH(deviceId, 'device-29')")).contains("device_id >= 'device-29'");
    assertThat(plan("deviceId > 'device-29'")).contains("device_id > 'device-29'");
  }

  @Test
  void anIndexOfAPathServesEqualityAndRangesOfNumbers() {
    String path = "properties.reported['it\\'s'].level";
    assertThat(plan(path + " = 7")).doesNotContain("query_index_");

    indexes.add(path);

    assertThat(indexes.all())
        .containsExactly(new QueryIndexes.QueryIndex(path, QueryIndexes.State.READY));
    assertThat(plan(path + " = 7")).contains("query_index_");
    assertThat(plan(path + " IN [7, 8]")).contains("query_index_");
    assertThat(plan(path + " > 2990")).contains("query_index_");
    assertThat(plan("5 >= " + path)).contains("query_index_");
  }

  @Test
  void aRemovedIndexIsGoneAndCanBeAddedAgain() {
    indexes.add("tags.site");
    indexes.add("tags.site");
    indexes.remove("tags.site");

    assertThat(indexes.all()).isEmpty();
    assertThat(plan("tags.site = 'site-7'")).doesNotContain("query_index_");
    assertThatThrownBy(() -> indexes.remove("tags.site"))
        .isInstanceOf(HubException.class)
        .hasMessageContaining("no index");
    indexes.add("tags.site");
    assertThat(plan("tags.site = 'site-7'")).contains("query_index_");
  }

  @Test
  void aTwinWithALongOrLargeValueCanStillBeWritten() {
    indexes.add("tags.site");
    String numbers = "[" + "1234567,".repeat(1_000) + "1]";
    for (String value :
        List.of("\"" + "x".repeat(4_096) + "\"", numbers, "{\"a\":" + numbers + "}")) {
      database
          .jdbi()
          .useHandle(
              handle ->
                  handle.execute(
                      "UPDATE twin SET tags = jsonb_build_object('site', ?::jsonb)"
                          + " WHERE device_id = 'device-1'",
                      value));
    }
    assertThat(indexes.paths()).hasSize(1);
  }

  @Test
  void onlyPropertiesOfTwinsCanBeIndexed() {
    for (String path : List.of("deviceId", "tags", "properties.reported", "tags.a[0]", "status")) {
      assertThatThrownBy(() -> indexes.add(path)).hasMessageContaining("below tags");
    }
    assertThatThrownBy(() -> indexes.add("properties.reported.$version"))
        .hasMessageContaining("below tags");
    assertThatThrownBy(() -> indexes.add("tags.a; DROP TABLE twin"))
        .hasMessageContaining("character 7");
  }

  @Test
  void thereIsABoundOnTheirNumber() {
    for (int i = 0; i < QueryIndexes.MAX_INDEXES; i++) {
      indexes.add("tags.a" + i);
    }
    assertThatThrownBy(() -> indexes.add("tags.more")).hasMessageContaining("no more are allowed");
  }
}
