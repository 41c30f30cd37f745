package dev.homeport.registry;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.Secret;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A device or module on the wire (IoT Hub service REST API, Device and Module). */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IdentityDocument(
    @Nullable String deviceId,
    @Nullable String moduleId,
    @Nullable String managedBy,
    @Nullable String generationId,
    @Nullable String etag,
    @Nullable String connectionState,
    @Nullable String status,
    @Nullable String statusReason,
    @Nullable String connectionStateUpdatedTime,
    @Nullable String statusUpdatedTime,
    @Nullable String lastActivityTime,
    @Nullable Integer cloudToDeviceMessageCount,
    @Nullable AuthenticationDocument authentication,
    @Nullable Capabilities capabilities,
    @Nullable String deviceScope,
    @Nullable List<String> parentScopes) {

  /** The time of what never happened. */
  public static final String NEVER = "0001-01-01T00:00:00Z";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** Keys or thumbprints; the type says which of them count. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record AuthenticationDocument(
      @Nullable Keys symmetricKey, @Nullable Thumbprints x509Thumbprint, @Nullable String type) {}

  /** Base64 keys. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Keys(@Nullable String primaryKey, @Nullable String secondaryKey) {}

  /** Hexadecimal thumbprints. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Thumbprints(
      @Nullable String primaryThumbprint, @Nullable String secondaryThumbprint) {}

  /** What a device is beyond a device. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Capabilities(boolean iotEdge) {}

  static IdentityDocument of(RegisteredIdentity identity) {
    boolean module = identity.identity().isModule();
    return new IdentityDocument(
        identity.identity().deviceId().value(),
        module ? identity.identity().moduleColumn() : null,
        module ? orEmpty(identity.managedBy()) : null,
        identity.generationId(),
        identity.etag(),
        identity.connected() ? "Connected" : "Disconnected",
        module ? null : identity.enabled() ? "enabled" : "disabled",
        module ? null : identity.statusReason(),
        time(identity.connectionChangedAt()),
        module ? null : time(identity.statusUpdatedAt()),
        time(identity.lastActivityAt()),
        identity.messageCount(),
        document(identity.authentication()),
        module ? null : new Capabilities(identity.edge()),
        identity.deviceScope(),
        identity.parentScopes().isEmpty() ? null : identity.parentScopes());
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** An instant as IoT Hub writes it, always with as many digits, so that texts sort by time. */
  public static String time(@Nullable Instant instant) {
    return instant == null ? NEVER : TIME.format(instant);
  }

  static AuthenticationDocument document(Authentication authentication) {
    Keys keys = new Keys(null, null);
    Thumbprints thumbprints = new Thumbprints(null, null);
    switch (authentication) {
      case Authentication.Sas(Secret primary, Secret secondary) ->
          keys = new Keys(primary.reveal(), secondary.reveal());
      case Authentication.SelfSigned selfSigned ->
          thumbprints =
              new Thumbprints(selfSigned.primaryThumbprint(), selfSigned.secondaryThumbprint());
      case Authentication.CertificateAuthority _, Authentication.None _ -> {}
    }
    return new AuthenticationDocument(keys, thumbprints, authentication.type());
  }

  /** What the caller asks the identity to be; keys that are missing are generated. */
  NewIdentity wanted(String scopeOfNewEdge) {
    boolean edge = capabilities != null && capabilities.iotEdge();
    return new NewIdentity(
        enabled(),
        statusReason,
        wantedAuthentication(),
        managedBy,
        edge,
        edge && (deviceScope == null || deviceScope.isEmpty()) ? scopeOfNewEdge : deviceScope,
        parentScopes == null
            ? deviceScope == null || deviceScope.isEmpty() || edge
                ? List.of()
                : List.of(deviceScope)
            : parentScopes);
  }

  private boolean enabled() {
    return switch (status == null ? "enabled" : status.toLowerCase(Locale.ROOT)) {
      case "enabled" -> true;
      case "disabled" -> false;
      default ->
          throw new HubException(ErrorCode.ARGUMENT_INVALID, "status is enabled or disabled");
    };
  }

  private Authentication wantedAuthentication() {
    AuthenticationDocument given =
        authentication == null ? new AuthenticationDocument(null, null, null) : authentication;
    Keys keys = given.symmetricKey() == null ? new Keys(null, null) : given.symmetricKey();
    Thumbprints prints =
        given.x509Thumbprint() == null ? new Thumbprints(null, null) : given.x509Thumbprint();
    String type = given.type() == null ? impliedType(prints) : given.type();
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "sas" -> NewIdentity.sas(keys.primaryKey(), keys.secondaryKey());
      case "selfsigned" ->
          NewIdentity.selfSigned(prints.primaryThumbprint(), prints.secondaryThumbprint());
      case "certificateauthority" -> new Authentication.CertificateAuthority();
      case "none" -> new Authentication.None();
      default ->
          throw new HubException(
              ErrorCode.ARGUMENT_INVALID,
              "authentication.type is sas, selfSigned, certificateAuthority or none");
    };
  }

  private static String impliedType(Thumbprints prints) {
    return prints.primaryThumbprint() == null && prints.secondaryThumbprint() == null
        ? "sas"
        : "selfSigned";
  }
}
