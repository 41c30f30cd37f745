package dev.homeport.app.audit;

import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * What a call of the REST APIs is to the audit log.
 *
 * @param recorded whether it is recorded when it was allowed, too
 */
record AuditedCall(String action, boolean recorded) {

  /** Calls of the own API that only ask and are recorded all the same, for what they give out. */
  private static final Set<Action> TELLING =
      Set.of(Action.READ_KEYS, Action.READ_DEVICE_LOGS, Action.DOWNLOAD_REPORTS);

  /** Somebody comes back from the identity provider, which is a GET. */
  static final AuditedCall BY_PROVIDER = new AuditedCall("signInByProvider", true);

  /** Operations that have another name in the hub's API, or give out much. */
  private static final Map<String, AuditedCall> SPECIAL =
      Map.of(
          "policyKeys", new AuditedCall("readPolicyKeys", true),
          "allocationKeys", new AuditedCall("readAllocationKeys", true),
          "deviceCredentials", new AuditedCall("readDeviceKeys", true),
          "enrollmentKeys", new AuditedCall("readEnrollmentKeys", true),
          "enrollmentGroupKeys", new AuditedCall("readEnrollmentKeys", true),
          "signInByProvider", BY_PROVIDER,
          // Each piece of an upload, of which begin and end are recorded.
          "uploadFirmware", new AuditedCall("uploadFirmware", false),
          // It only asks.
          "previewDeployment", new AuditedCall("previewDeployment", false),
          "exportRegistry", new AuditedCall("exportRegistry", true),
          "exportAudit", new AuditedCall("exportAudit", true));

  /** What {@code method} is; empty for what people, tokens and services do not call. */
  static Optional<AuditedCall> of(Method method) {
    String path = template(method);
    if (!path.startsWith("/api/")) {
      return HubActions.find(verb(method) + " " + path);
    }
    Operation operation = method.getAnnotation(Operation.class);
    Needs needs = method.getAnnotation(Needs.class);
    if (operation == null || needs == null) {
      return Optional.empty();
    }
    AuditedCall special = SPECIAL.get(operation.operationId());
    if (special != null) {
      return Optional.of(special);
    }
    boolean changes = !verb(method).equals("GET") && needs.value() != Action.VIEW;
    return Optional.of(
        new AuditedCall(operation.operationId(), changes || TELLING.contains(needs.value())));
  }

  static String verb(Method method) {
    for (Annotation annotation : method.getAnnotations()) {
      HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
      if (verb != null) {
        return verb.value();
      }
    }
    return "";
  }

  /** The path as the resource says it: with names in braces, and words where it has patterns. */
  static String template(Method method) {
    String path = path(method.getDeclaringClass().getAnnotation(Path.class));
    String rest = path(method.getAnnotation(Path.class));
    return (path + rest).replaceAll("\\{[a-z]+:\\(\\?i\\)([a-z]+)}", "$1");
  }

  private static String path(@Nullable Path path) {
    String trimmed = path == null ? "" : path.value().replaceAll("^/+|/+$", "");
    return trimmed.isEmpty() ? "" : "/" + trimmed;
  }
}
