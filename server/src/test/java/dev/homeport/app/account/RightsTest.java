package dev.homeport.app.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import dev.homeport.access.Role;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of roles, and that every call of Homeport's own API names its row. */
class RightsTest {

  private static List<Method> calls() {
    return new ClassFileImporter()
        .importPackages("dev.homeport").stream()
            .filter(type -> type.isAnnotatedWith(Path.class))
            .map(JavaClass::reflect)
            .filter(type -> type.getAnnotation(Path.class).value().startsWith("/api/v1"))
            .flatMap(type -> Stream.of(type.getDeclaredMethods()))
            .filter(
                method ->
                    Stream.of(method.getAnnotations())
                        .anyMatch(a -> a.annotationType().isAnnotationPresent(HttpMethod.class)))
            .toList();
  }

  @Test
  void everyCallNamesWhatItDoes() {
    assertThat(calls())
        .hasSizeGreaterThan(20)
        .allSatisfy(call -> assertThat(call.isAnnotationPresent(Needs.class)).isTrue());
  }

  @Test
  void theDocumentAsksForAHubWhereTheResourceIsOfOne() {
    assertThat(calls())
        .allSatisfy(
            call ->
                assertThat(DocumentFilter.isOfHub(path(call)))
                    .as("%s", call)
                    .isEqualTo(call.getDeclaringClass().isAnnotationPresent(OfHub.class)));
  }

  private static String path(Method call) {
    Path of = call.getAnnotation(Path.class);
    String above = call.getDeclaringClass().getAnnotation(Path.class).value();
    return of == null ? above : above + "/" + of.value();
  }

  @Test
  void onlySigningInAndClaimingADeviceAreOpenToEverybody() {
    Set<String> open =
        calls().stream()
            .filter(call -> call.getAnnotation(Needs.class).value() == Action.SIGN_IN)
            .map(Method::getName)
            .collect(Collectors.toSet());

    assertThat(open).containsExactlyInAnyOrder("signIn", "options", "start", "callback", "claim");
  }

  @Test
  void rolesAllowWhatTheTableSays() {
    assertThat(allowed(Role.ADMIN)).isEqualTo(EnumSet.allOf(Action.class));
    assertThat(allowed(Role.TECHNICIAN))
        .isEqualTo(
            EnumSet.of(
                Action.SIGN_IN,
                Action.OWN_ACCOUNT,
                Action.VIEW,
                Action.KEEP_VIEWS,
                Action.READ_DEVICE_LOGS,
                Action.OPERATE_DEVICES,
                Action.READ_KEYS));
    assertThat(allowed(Role.VIEWER))
        .isEqualTo(
            EnumSet.of(
                Action.SIGN_IN,
                Action.OWN_ACCOUNT,
                Action.VIEW,
                Action.KEEP_VIEWS,
                Action.DOWNLOAD_REPORTS));
  }

  @Test
  void onlyAnAdminCoversTheOthers() {
    assertThat(Role.ADMIN.covers(Role.TECHNICIAN)).isTrue();
    assertThat(Role.ADMIN.covers(Role.VIEWER)).isTrue();
    assertThat(Role.TECHNICIAN.covers(Role.VIEWER)).isFalse();
    assertThat(Role.VIEWER.covers(Role.TECHNICIAN)).isFalse();
  }

  private static Set<Action> allowed(Role role) {
    return Stream.of(Action.values())
        .filter(role::allows)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Action.class)));
  }
}
