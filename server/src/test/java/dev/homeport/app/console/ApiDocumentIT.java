package dev.homeport.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.homeport.app.account.Problem;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The OpenAPI document that this build wrote: complete, and the one that the console reads. */
final class ApiDocumentIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> READING = Set.of("get", "head", "options");

  private static final Set<String> OPEN = Set.of("signIn", "signInOptions");

  private static JsonNode document = JSON.createObjectNode();

  /** A call in the document; {@code method} is in lower case. */
  private record Call(String method, String path, JsonNode operation) {}

  @BeforeAll
  static void read() throws IOException {
    document = JSON.readTree(Path.of("target/openapi/openapi.json").toFile());
  }

  private static List<Call> calls() {
    return document
        .path("paths")
        .propertyStream()
        .flatMap(
            path ->
                path.getValue()
                    .propertyStream()
                    .map(entry -> new Call(entry.getKey(), path.getKey(), entry.getValue())))
        .toList();
  }

  @Test
  void isTheDocumentThatTheConsoleReads() throws IOException {
    JsonNode committed = JSON.readTree(Path.of("../console/openapi.json").toFile());

    assertThat(committed.equals(document))
        .withFailMessage(
            "console/openapi.json is not what the server's classes say: refresh it with"
                + " `./homeport api` and commit it with the change of the API")
        .isTrue();
  }

  @Test
  void namesEveryCallOnce() {
    assertThat(calls())
        .hasSizeGreaterThan(10)
        .allSatisfy(
            call -> {
              assertThat(call.path()).startsWith("/api/v1/");
              assertThat(call.operation().path("summary").asText()).isNotEmpty();
              assertThat(call.operation().path("tags")).hasSize(1);
            });
    assertThat(calls().stream().map(call -> call.operation().path("operationId").asText()))
        .doesNotContain("")
        .doesNotHaveDuplicates();
  }

  @Test
  void saysWhatItsTagsMean() {
    Stream<String> used =
        calls().stream().map(call -> call.operation().path("tags").path(0).asText()).distinct();

    assertThat(document.path("tags"))
        .allSatisfy(tag -> assertThat(tag.path("description").asText()).isNotEmpty())
        .map(tag -> tag.path("name").asText())
        .containsExactlyInAnyOrderElementsOf(used.toList());
  }

  @Test
  void asksForASessionOrATokenEverywhereButToSignIn() {
    assertThat(calls())
        .allSatisfy(
            call -> {
              JsonNode security = call.operation().path("security");
              if (OPEN.contains(call.operation().path("operationId").asText())) {
                assertThat(security).isEmpty();
              } else {
                assertThat(security).hasSize(2);
                assertThat(security.path(1).has("token")).isTrue();
                assertThat(security.path(0).has("session")).isTrue();
                assertThat(security.path(0).has("guard"))
                    .isEqualTo(!READING.contains(call.method()));
              }
            });
  }

  @Test
  void givesEveryAnswerItsBody() {
    assertThat(calls())
        .allSatisfy(
            call ->
                call.operation().path("responses").properties().stream()
                    .filter(answer -> !answer.getKey().equals("204"))
                    .forEach(
                        answer -> {
                          boolean good = answer.getKey().startsWith("2");
                          String schema =
                              answer
                                  .getValue()
                                  .path("content")
                                  .path(good ? "application/json" : Problem.MEDIA_TYPE)
                                  .path("schema")
                                  .path("$ref")
                                  .asText();
                          assertThat(schema.endsWith("/Problem")).isEqualTo(!good);
                          assertThat(schema).startsWith("#/components/schemas/");
                        }));
  }

  @Test
  void letsTheListBeSortedByWhatTheServerKnows() {
    JsonNode sort =
        calls().stream()
            .filter(call -> call.operation().path("operationId").asText().equals("listDevices"))
            .flatMap(call -> call.operation().path("parameters").valueStream())
            .filter(parameter -> parameter.path("name").asText().equals("sort"))
            .findFirst()
            .orElseThrow();

    assertThat(sort.path("schema").path("enum"))
        .map(word -> DeviceQuery.of(null, null, null, word.asText(), null, null, null, null).sort())
        .containsExactlyInAnyOrderElementsOf(EnumSet.allOf(DeviceQuery.Sort.class));
  }

  @TestFactory
  Stream<DynamicTest> saysWhatMayBeNull() {
    List<String> sent =
        calls().stream()
            .map(call -> call.operation().path("requestBody").findPath("$ref").asText())
            .toList();
    return new ClassFileImporter()
        .importPackages("dev.homeport.app.console", "dev.homeport.app.account").stream()
            .map(JavaClass::reflect)
            .filter(type -> type.isRecord() && type.isAnnotationPresent(Schema.class))
            .filter(type -> !sent.contains("#/components/schemas/" + name(type)))
            .map(type -> DynamicTest.dynamicTest(name(type), () -> checkNulls(type)));
  }

  private static String name(Class<?> type) {
    return type.getAnnotation(Schema.class).name();
  }

  /** What the server sends has all its members, and null exactly where the record has it. */
  private static void checkNulls(Class<?> type) {
    JsonNode schema = document.path("components").path("schemas").path(name(type));
    List<String> members =
        Stream.of(type.getRecordComponents()).map(RecordComponent::getName).toList();

    assertThat(schema.path("required"))
        .map(JsonNode::asText)
        .containsExactlyInAnyOrderElementsOf(members);
    for (RecordComponent member : type.getRecordComponents()) {
      JsonNode property = schema.path("properties").path(member.getName());
      assertThat(property.isObject()).as(member.getName()).isTrue();
      // A schema without a type is of any JSON, null too.
      if (!property.isEmpty()) {
        assertThat(property.toString().contains("\"null\""))
            .as("%s may be null", member.getName())
            .isEqualTo(member.getAnnotatedType().isAnnotationPresent(Nullable.class));
      }
    }
  }
}
