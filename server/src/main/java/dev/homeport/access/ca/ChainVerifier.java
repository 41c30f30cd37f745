package dev.homeport.access.ca;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.jspecify.annotations.Nullable;

/**
 * Leads from what a device showed in its TLS handshake to a trusted authority, which may itself be
 * an intermediate one (RFC 5280 §6). The handshake has proved that the device holds the key of the
 * first certificate. Thread-safe; may block on the database.
 */
public final class ChainVerifier {

  /** Of the device and its authorities below the trusted one. */
  public static final int MAX_SHOWN = 8;

  private static final String CLIENT = "1.3.6.1.5.5.7.3.2";
  private static final String ANY_PURPOSE = "2.5.29.37.0";

  private final CertificateAuthorities authorities;
  private final Clock clock;

  public ChainVerifier(CertificateAuthorities authorities, Clock clock) {
    this.authorities = authorities;
    this.clock = clock;
  }

  /**
   * Judges by all verified, enabled authorities of an owner.
   *
   * @param shown the device's own certificate first
   */
  public ChainVerdict verify(CaScope scope, List<X509Certificate> shown) {
    return verify(authorities.trusted(scope, issuers(shown)), shown);
  }

  /** Judges by those of them that have one of these names. */
  public ChainVerdict verify(CaScope scope, Collection<String> names, List<X509Certificate> shown) {
    return verify(authorities.trusted(scope, names, issuers(shown)), shown);
  }

  private static List<String> issuers(List<X509Certificate> shown) {
    return shown.stream()
        .limit(MAX_SHOWN)
        .map(certificate -> CertificateStore.canonical(certificate.getIssuerX500Principal()))
        .toList();
  }

  /** Judges by authorities that are trusted without being in a table. */
  public ChainVerdict verify(Collection<X509Certificate> trusted, List<X509Certificate> shown) {
    Instant now = clock.instant();
    if (shown.isEmpty()) {
      return new ChainVerdict.Refused("no certificate");
    }
    if (shown.size() > MAX_SHOWN) {
      return new ChainVerdict.Refused("more than " + MAX_SHOWN + " certificates");
    }
    X509Certificate device = shown.getFirst();
    if (!Certificates.isValidAt(device, now)) {
      return new ChainVerdict.Refused("expired certificate");
    }
    if (!mayBeClient(device)) {
      return new ChainVerdict.Refused("certificate not for clients");
    }
    List<X509Certificate> rest = new ArrayList<>(shown.subList(1, shown.size()));
    List<X509Certificate> path = new ArrayList<>(List.of(device));
    while (true) {
      X509Certificate last = path.getLast();
      Optional<X509Certificate> anchor =
          trusted.stream().filter(one -> signed(one, last, now)).findFirst();
      if (anchor.isPresent()) {
        return judge(path, anchor.get(), now);
      }
      // Each is used once, so what a client sends in bad faith costs a few dozen signatures at
      // most.
      Optional<X509Certificate> next =
          rest.stream().filter(one -> signed(one, last, now)).findFirst();
      if (next.isEmpty()) {
        return new ChainVerdict.Refused("unknown issuer");
      }
      rest.remove(next.get());
      path.add(next.get());
    }
  }

  /** Whether {@code issuer} is of the day and its key made the signature of {@code issued}. */
  private static boolean signed(X509Certificate issuer, X509Certificate issued, Instant now) {
    if (!issuer.getSubjectX500Principal().equals(issued.getIssuerX500Principal())
        || !Certificates.isValidAt(issuer, now)) {
      return false;
    }
    try {
      issued.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false; // another key of the same name
    }
  }

  private static ChainVerdict judge(
      List<X509Certificate> path, X509Certificate anchor, Instant now) {
    String weakness = weakness(path);
    if (weakness != null) {
      return new ChainVerdict.Refused(weakness);
    }
    // PKIX takes a trusted key for granted, also where its certificate limits what is below it.
    if (path.size() - 1 > anchor.getBasicConstraints()) {
      return new ChainVerdict.Refused("more intermediates than the authority allows");
    }
    try {
      PKIXParameters parameters =
          new PKIXParameters(Set.of(new TrustAnchor(anchor, nameConstraints(anchor))));
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(now));
      CertPathValidator.getInstance("PKIX")
          .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
      return new ChainVerdict.Trusted(path.getFirst(), anchor);
    } catch (CertPathValidatorException e) {
      return new ChainVerdict.Refused("invalid chain: " + e.getMessage());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("PKIX is part of every JDK", e);
    }
  }

  private static byte @Nullable [] nameConstraints(X509Certificate authority) {
    byte @Nullable [] value = authority.getExtensionValue(Extension.nameConstraints.getId());
    return value == null ? null : ASN1OctetString.getInstance(value).getOctets();
  }

  private static @Nullable String weakness(List<X509Certificate> path) {
    for (X509Certificate certificate : path) {
      String weakness = Certificates.weakness(certificate);
      if (weakness != null) {
        return weakness;
      }
    }
    return null;
  }

  /** A certificate that names no purposes is for all (RFC 5280 §4.2.1.12). */
  private static boolean mayBeClient(X509Certificate certificate) {
    try {
      List<String> purposes = certificate.getExtendedKeyUsage();
      return purposes == null || purposes.contains(CLIENT) || purposes.contains(ANY_PURPOSE);
    } catch (CertificateParsingException e) {
      return false;
    }
  }
}
