package dev.homeport.access;

import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.Secret;
import dev.homeport.registry.Authentication;
import dev.homeport.registry.HubPolicy;
import dev.homeport.registry.Hubs;
import dev.homeport.registry.RegisteredIdentity;
import dev.homeport.registry.RegistryService;
import dev.homeport.registry.Right;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges credentials. Thread-safe; blocks on the database, so it runs on virtual threads. */
public final class Authenticator {

  private final Hubs hubs;
  private final RegistryService registry;
  private final Clock clock;

  public Authenticator(Hubs hubs, RegistryService registry, Clock clock) {
    this.hubs = hubs;
    this.registry = registry;
    this.clock = clock;
  }

  /**
   * Judges what a device presents: a SAS token of its own key or of a policy with DeviceConnect, or
   * else the certificate of the TLS connection.
   */
  public Access device(
      Identity identity, @Nullable String token, @Nullable X509Certificate certificate) {
    Optional<RegisteredIdentity> found = registry.find(identity);
    if (found.isEmpty()) {
      return new Access.Refused("unknown device");
    }
    RegisteredIdentity registered = found.get();
    if (!registered.enabled() || (identity.isModule() && !isDeviceEnabled(identity))) {
      return new Access.Refused("disabled device");
    }
    if (token != null && !token.isEmpty()) {
      return byToken(registered, token);
    }
    return certificate == null
        ? new Access.Refused("no credentials")
        : byCertificate(registered, certificate);
  }

  private boolean isDeviceEnabled(Identity module) {
    return registry
        .find(Identity.device(module.hub(), module.deviceId()))
        .filter(RegisteredIdentity::enabled)
        .isPresent();
  }

  private Access byToken(RegisteredIdentity registered, String text) {
    SasToken token;
    try {
      token = SasToken.parse(text);
    } catch (HubException e) {
      return new Access.Refused("malformed token");
    }
    Identity identity = registered.identity();
    if (token.isExpired(clock.instant())) {
      return new Access.Refused("expired token");
    }
    if (!hubs.byHost(token.host()).equals(identity.hub()) || !token.covers(path(identity))) {
      return new Access.Refused("token for another resource");
    }
    if (!token.policy().isEmpty() && !token.policy().equals("registration")) {
      return byPolicy(identity.hub(), token)
              .filter(policy -> policy.rights().contains(Right.DEVICE_CONNECT))
              .isPresent()
          ? granted(registered, "hub", "sas", "iothub", token.expiry())
          : new Access.Refused("wrong policy key");
    }
    boolean signed =
        registered.authentication() instanceof Authentication.Sas(Secret primary, Secret secondary)
            && (token.isSignedWith(primary) || token.isSignedWith(secondary));
    return signed
        ? granted(registered, scope(identity), "sas", "iothub", token.expiry())
        : new Access.Refused("wrong device key");
  }

  private Access byCertificate(RegisteredIdentity registered, X509Certificate certificate) {
    Instant now = clock.instant();
    if (now.isBefore(certificate.getNotBefore().toInstant())
        || now.isAfter(certificate.getNotAfter().toInstant())) {
      return new Access.Refused("expired certificate");
    }
    boolean known =
        registered.authentication()
                instanceof Authentication.SelfSigned(String primary, String secondary)
            && (isThumbprint(certificate, primary) || isThumbprint(certificate, secondary));
    return known
        ? granted(registered, scope(registered.identity()), "x509Certificate", "external", null)
        : new Access.Refused("unknown certificate");
  }

  private static boolean isThumbprint(X509Certificate certificate, @Nullable String thumbprint) {
    if (thumbprint == null || thumbprint.isEmpty()) {
      return false;
    }
    try {
      // SHA-1 names the certificate here as IoT Hub does; the TLS handshake proved its key.
      String algorithm = thumbprint.length() == 64 ? "SHA-256" : "SHA-1";
      byte[] digest = MessageDigest.getInstance(algorithm).digest(certificate.getEncoded());
      return HexFormat.of().formatHex(digest).equalsIgnoreCase(thumbprint);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private Optional<HubPolicy> byPolicy(HubName hub, SasToken token) {
    return hubs.policy(hub, token.policy())
        .filter(
            policy ->
                token.isSignedWith(policy.primaryKey())
                    || token.isSignedWith(policy.secondaryKey()));
  }

  /**
   * The policy that a service's token proves, when it covers {@code path} of {@code hub}.
   *
   * @param text the value of the Authorization header
   */
  public Optional<HubPolicy> service(HubName hub, String path, String text) {
    SasToken token;
    try {
      token = SasToken.parse(text);
    } catch (HubException e) {
      return Optional.empty();
    }
    if (token.isExpired(clock.instant())
        || !hubs.byHost(token.host()).equals(hub)
        || !token.covers(path)) {
      return Optional.empty();
    }
    return byPolicy(hub, token);
  }

  private static Access granted(
      RegisteredIdentity registered,
      String scope,
      String type,
      String issuer,
      @Nullable Instant expiry) {
    return new Access.Granted(
        registered,
        "{\"scope\":\"%s\",\"type\":\"%s\",\"issuer\":\"%s\",\"acceptingIpFilterRule\":null}"
            .formatted(scope, type, issuer),
        expiry);
  }

  private static String scope(Identity identity) {
    return identity.isModule() ? "module" : "device";
  }

  /** The resource path that a token must cover to speak for {@code identity}. */
  private static String path(Identity identity) {
    String device = "/devices/" + identity.deviceId();
    return identity.moduleId() == null ? device : device + "/modules/" + identity.moduleId();
  }
}
