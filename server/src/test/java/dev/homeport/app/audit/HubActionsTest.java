package dev.homeport.app.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No call of a REST API is without a word in the audit log. */
final class HubActionsTest {

  private static final List<Method> CALLS =
      new ClassFileImporter()
              .withImportOption(new ImportOption.DoNotIncludeTests())
              .importPackages("dev.homeport")
              .stream()
              .filter(type -> type.isAnnotatedWith(Path.class))
              .map(JavaClass::reflect)
              .flatMap(type -> Stream.of(type.getDeclaredMethods()))
              .filter(method -> !AuditedCall.verb(method).isEmpty())
              .toList();

  private static String key(Method method) {
    return AuditedCall.verb(method) + " " + AuditedCall.template(method);
  }

  @Test
  void everyCallOfTheHubIsRecordedOrAsksOrIsADevices() {
    Set<String> named = new TreeSet<>(HubActions.RECORDED.keySet());
    named.addAll(HubActions.ASKING.keySet());
    named.addAll(HubActions.OF_DEVICES);

    List<String> there =
        CALLS.stream()
            .map(HubActionsTest::key)
            .filter(key -> !key.contains(" /api/") && !key.contains(" /internal/"))
            .distinct()
            .toList();

    assertThat(there).containsExactlyInAnyOrderElementsOf(named);
  }

  @Test
  void onlyWhatReadsIsSaidToAsk() {
    Set<String> questions =
        Set.of(
            "POST /devices/query",
            "POST /configurations/testQueries",
            "POST /enrollments/query",
            "POST /enrollmentGroups/query",
            "POST /registrations/{id}/query");

    assertThat(HubActions.ASKING.keySet())
        .allMatch(key -> key.startsWith("GET ") || questions.contains(key));
  }

  @Test
  void everyCallOfTheOwnApiHasAWord() {
    assertThat(CALLS)
        .filteredOn(method -> key(method).contains(" /api/"))
        .allSatisfy(
            method ->
                assertThat(AuditedCall.of(method))
                    .hasValueSatisfying(call -> assertThat(call.action()).isNotEmpty()));
  }

  @Test
  void everyCallOfTheOwnApiThatChangesSomethingIsRecorded() {
    Map<String, Boolean> recorded =
        CALLS.stream()
            .filter(method -> key(method).contains(" /api/"))
            .collect(
                Collectors.toMap(
                    method -> method.getDeclaringClass().getSimpleName() + "." + method.getName(),
                    method -> AuditedCall.of(method).orElseThrow().recorded()));

    assertThat(recorded)
        .containsEntry("SessionResource.signIn", true)
        .containsEntry("SessionResource.signOut", true)
        .containsEntry("SessionResource.session", false)
        .containsEntry("ConsoleDeviceResource.create", true)
        .containsEntry("ConsoleDeviceResource.delete", true)
        .containsEntry("ConsoleDeviceResource.credentials", true)
        .containsEntry("ConsoleDeviceResource.list", false)
        .containsEntry("ConsoleQueryResource.query", false)
        .containsEntry("ConsoleBulkResource.change", true)
        .containsEntry("ConsoleConfigurationResource.check", false)
        .containsEntry("RegistryTransferResource.export", true)
        .containsEntry("RegistryTransferResource.load", true)
        .containsEntry("ConsoleAuditResource.export", true)
        .containsEntry("ConsoleAuditResource.list", false);
  }
}
