package dev.homeport.access;

import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.Secret;
import dev.homeport.access.ca.CaScope;
import dev.homeport.access.ca.Certificates;
import dev.homeport.access.ca.ChainVerdict;
import dev.homeport.access.ca.ChainVerifier;
import dev.homeport.registry.Authentication;
import dev.homeport.registry.HubPolicy;
import dev.homeport.registry.Hubs;
import dev.homeport.registry.RegisteredIdentity;
import dev.homeport.registry.RegistryService;
import dev.homeport.registry.Right;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges credentials. Thread-safe; blocks on the database, so it runs on virtual threads. */
public final class Authenticator {

  private final Hubs hubs;
  private final RegistryService registry;
  private final ChainVerifier chains;
  private final Clock clock;

  public Authenticator(Hubs hubs, RegistryService registry, ChainVerifier chains, Clock clock) {
    this.hubs = hubs;
    this.registry = registry;
    this.chains = chains;
    this.clock = clock;
  }

  /**
   * Judges what a device presents: a SAS token of its own key or of a policy with DeviceConnect, or
   * else the certificates of the TLS connection.
   *
   * @param shown its own first, then those of its issuers; may be empty
   */
  public Access device(Identity identity, @Nullable String token, List<X509Certificate> shown) {
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
    if (shown.isEmpty()) {
      return new Access.Refused("no credentials");
    }
    return registered.authentication() instanceof Authentication.CertificateAuthority
        ? byAuthority(registered, shown)
        : byThumbprint(registered, shown.getFirst());
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

  private Access byThumbprint(RegisteredIdentity registered, X509Certificate certificate) {
    if (!Certificates.isValidAt(certificate, clock.instant())) {
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
    // SHA-1 names the certificate here as IoT Hub does; the TLS handshake proved its key.
    String algorithm = thumbprint.length() == 64 ? "SHA-256" : "SHA-1";
    return Certificates.thumbprint(certificate, algorithm).equalsIgnoreCase(thumbprint);
  }

  private Access byAuthority(RegisteredIdentity registered, List<X509Certificate> shown) {
    Identity identity = registered.identity();
    String name =
        identity.isModule()
            ? identity.deviceId() + "/" + identity.moduleId()
            : identity.deviceId().value();
    if (Certificates.commonName(shown.getFirst()).filter(name::equals).isEmpty()) {
      return new Access.Refused("certificate of another name");
    }
    return switch (chains.verify(CaScope.of(identity.hub()), shown)) {
      case ChainVerdict.Trusted _ ->
          granted(registered, scope(identity), "x509Certificate", "external", null);
      case ChainVerdict.Refused(String reason) -> new Access.Refused(reason);
    };
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
