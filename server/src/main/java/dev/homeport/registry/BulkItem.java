package dev.homeport.registry;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.homeport.DeviceId;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.ModuleId;
import dev.homeport.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An identity as bulk calls, imports and exports write it (IoT Hub service REST API,
 * ExportImportDevice, without the twin). What it leaves out stays as it is where the identity is
 * there already.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BulkItem(
    @Nullable String id,
    @Nullable String moduleId,
    @Nullable String importMode,
    @JsonProperty("eTag") @Nullable String etag,
    @Nullable String status,
    @Nullable String statusReason,
    IdentityDocument.@Nullable AuthenticationDocument authentication,
    @JsonProperty("twinETag") @Nullable String twinEtag,
    IdentityDocument.@Nullable Capabilities capabilities,
    @Nullable String managedBy,
    @Nullable String deviceScope,
    @Nullable List<String> parentScopes) {

  /**
   * Whom the item is about.
   *
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} when it does not say
   */
  public Identity identity(HubName hub) {
    if (id == null) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "there is no id");
    }
    return new Identity(
        hub,
        new DeviceId(id),
        moduleId == null || moduleId.isEmpty() ? null : new ModuleId(moduleId));
  }

  /**
   * What the item asks the identity to be.
   *
   * @param current null when it is not there yet
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID}
   */
  public NewIdentity wanted(Identity identity, @Nullable RegisteredIdentity current) {
    return document(current).wanted(IdentityResource.newScope(identity));
  }

  private IdentityDocument document(@Nullable RegisteredIdentity current) {
    return new IdentityDocument(
        id,
        moduleId,
        managedBy == null && current != null ? current.managedBy() : emptyToNull(managedBy),
        null,
        null,
        null,
        status == null && current != null ? (current.enabled() ? "enabled" : "disabled") : status,
        statusReason == null && current != null
            ? current.statusReason()
            : emptyToNull(statusReason),
        null,
        null,
        null,
        null,
        current == null ? authentication : authentication(current.authentication()),
        capabilities == null && current != null
            ? new IdentityDocument.Capabilities(current.edge())
            : capabilities,
        deviceScope == null && current != null ? current.deviceScope() : deviceScope,
        // A scope of its own makes the parents anew.
        parentScopes == null && deviceScope == null && current != null
            ? current.parentScopes()
            : parentScopes);
  }

  private IdentityDocument.AuthenticationDocument authentication(Authentication current) {
    if (authentication == null) {
      return IdentityDocument.document(current);
    }
    boolean sas =
        authentication.type() == null
            ? authentication.x509Thumbprint() == null
            : authentication.type().equalsIgnoreCase("sas");
    if (!sas || !(current instanceof Authentication.Sas(Secret primary, Secret secondary))) {
      return authentication;
    }
    IdentityDocument.Keys keys = authentication.symmetricKey();
    return new IdentityDocument.AuthenticationDocument(
        new IdentityDocument.Keys(
            keep(keys == null ? null : keys.primaryKey(), primary),
            keep(keys == null ? null : keys.secondaryKey(), secondary)),
        null,
        "sas");
  }

  private static String keep(@Nullable String given, Secret current) {
    return given == null || given.isEmpty() ? current.reveal() : given;
  }

  private static @Nullable String emptyToNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
