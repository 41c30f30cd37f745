package dev.homeport.registry;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.Secret;
import dev.homeport.StorableText;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks a device or module to be, in a create or an update.
 *
 * @param authentication complete: keys that were left empty have been generated
 * @param statusReason at most 128 characters
 */
public record NewIdentity(
    boolean enabled,
    @Nullable String statusReason,
    Authentication authentication,
    @Nullable String managedBy,
    boolean edge,
    @Nullable String deviceScope,
    List<String> parentScopes) {

  private static final int MAX_REASON = 128;
  private static final int MIN_KEY_BYTES = 16;
  private static final int MAX_KEY_BYTES = 64;
  private static final int KEY_BYTES = 32;
  private static final Pattern THUMBPRINT = Pattern.compile("[0-9A-Fa-f]{40}|[0-9A-Fa-f]{64}");

  public NewIdentity {
    if (statusReason != null && statusReason.length() > MAX_REASON) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "statusReason has at most " + MAX_REASON + " characters");
    }
    if (parentScopes.stream().anyMatch(Objects::isNull)) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "parentScopes holds no null");
    }
    StorableText.require("statusReason", statusReason);
    StorableText.require("managedBy", managedBy);
    StorableText.require("deviceScope", deviceScope);
    parentScopes.forEach(scope -> StorableText.require("parentScopes", scope));
  }

  /** What an identity is already. */
  static NewIdentity of(RegisteredIdentity identity) {
    return new NewIdentity(
        identity.enabled(),
        identity.statusReason(),
        identity.authentication(),
        identity.managedBy(),
        identity.edge(),
        identity.deviceScope(),
        identity.parentScopes());
  }

  /** Keys of the caller, or new ones where they are empty. */
  public static Authentication.Sas sas(@Nullable String primary, @Nullable String secondary) {
    return new Authentication.Sas(key(primary, "primaryKey"), key(secondary, "secondaryKey"));
  }

  private static Secret key(@Nullable String text, String name) {
    if (text == null || text.isEmpty()) {
      return Secret.randomKey(KEY_BYTES);
    }
    try {
      int bytes = Base64.getDecoder().decode(text).length;
      if (bytes >= MIN_KEY_BYTES && bytes <= MAX_KEY_BYTES) {
        return new Secret(text);
      }
    } catch (IllegalArgumentException e) {
      // not base64: refused below, without repeating what might be a key
    }
    throw new HubException(
        ErrorCode.ARGUMENT_INVALID,
        name + " is base64 of " + MIN_KEY_BYTES + " to " + MAX_KEY_BYTES + " bytes");
  }

  /** Thumbprints of the caller, at least one. */
  public static Authentication.SelfSigned selfSigned(
      @Nullable String primary, @Nullable String secondary) {
    Authentication.SelfSigned both =
        new Authentication.SelfSigned(thumbprint(primary), thumbprint(secondary));
    if (both.primaryThumbprint() == null && both.secondaryThumbprint() == null) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "a selfSigned identity has at least one thumbprint");
    }
    return both;
  }

  private static @Nullable String thumbprint(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    if (!THUMBPRINT.matcher(text).matches()) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "a thumbprint has 40 or 64 hexadecimal digits");
    }
    return text;
  }
}
