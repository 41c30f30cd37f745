package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Views of the device list: one's own, and those for everybody. */
@Order(1)
final class DeviceViewIT {

  private static final String VIEWS = "/api/v1/device-views";
  private static final Map<String, Object> NORTH =
      Map.of(
          "search",
          "pump",
          "condition",
          "tags.site = 'north'",
          "health",
          "critical",
          "sort",
          "health",
          "order",
          "desc",
          "columns",
          List.of("health", "tags.site", "properties.reported.firmware.version"));

  private final HomeportServer server = HomeportServer.shared();
  private final People people = new People(server);
  private final People.Window admin =
      people.signIn(
          server.endpoint("HOMEPORT_ADMIN_USER"), server.endpoint("HOMEPORT_ADMIN_PASSWORD"));

  private static List<JsonNode> named(People.Window window, String name) {
    return window.get(VIEWS).body().path("items").valueStream().toList().stream()
        .filter(view -> view.path("name").asText().equals(name))
        .toList();
  }

  private People.Window person(String role) {
    return people.person(admin, Hub.fresh(role), Map.of("role", role));
  }

  @Test
  void everybodyKeepsViewsThatNobodyElseSees() {
    People.Window viewer = person("viewer");
    People.Window technician = person("technician");
    String name = Hub.fresh("north side");
    String path = VIEWS + "/own/" + name.replace(" ", "%20");

    assertThat(viewer.send("PUT", path, People.json(NORTH)).status()).isEqualTo(200);
    assertThat(viewer.send("PUT", path, People.json(Map.of("search", "fan"))).status())
        .isEqualTo(200);

    List<JsonNode> views = named(viewer, name);
    assertThat(views).hasSize(1);
    assertThat(views.getFirst().path("shared").asBoolean()).isFalse();
    assertThat(views.getFirst().path("definition").toString()).isEqualTo("{\"search\":\"fan\"}");
    assertThat(named(technician, name)).isEmpty();
    assertThat(technician.send("DELETE", path, "").status()).isEqualTo(404);
    assertThat(viewer.send("DELETE", path, "").status()).isEqualTo(204);
    assertThat(named(viewer, name)).isEmpty();
  }

  @Test
  void adminsKeepViewsForEverybody() {
    People.Window technician = person("technician");
    String name = Hub.fresh("all");
    String path = VIEWS + "/shared/" + name;

    People.Answer refused = technician.send("PUT", path, People.json(NORTH));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(admin.send("PUT", path, People.json(NORTH)).status()).isEqualTo(200);

    JsonNode view = named(technician, name).getFirst();
    assertThat(view.path("shared").asBoolean()).isTrue();
    assertThat(view.path("definition").path("columns").path(2).asText())
        .isEqualTo("properties.reported.firmware.version");
    assertThat(view.path("definition").path("condition").asText()).isEqualTo("tags.site = 'north'");
    assertThat(technician.send("DELETE", path, "").status()).isEqualTo(403);
    assertThat(admin.send("DELETE", path, "").status()).isEqualTo(204);
  }

  @Test
  void whatCannotBeShownIsRefused() {
    for (Map<String, ?> wrong :
        List.of(
            Map.of("condition", "tags.site ="),
            Map.of("health", "splendid"),
            Map.of("sort", "password"),
            Map.of("columns", List.of("tags")),
            Map.of("columns", List.of("health", "health")),
            Map.of("columns", List.of("properties.reported.$metadata")))) {
      People.Answer answer = admin.send("PUT", VIEWS + "/own/wrong", People.json(wrong));
      assertThat(answer.status()).as(wrong.toString()).isEqualTo(400);
      assertThat(answer.code()).isEqualTo("ArgumentInvalid");
    }
    assertThat(admin.send("PUT", VIEWS + "/own/" + "x".repeat(65), "{}").status()).isEqualTo(400);
    assertThat(admin.send("PUT", VIEWS + "/theirs/a", "{}").status()).isEqualTo(404);
    assertThat(named(admin, "wrong")).isEmpty();
  }
}
