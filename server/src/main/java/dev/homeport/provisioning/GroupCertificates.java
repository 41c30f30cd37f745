package dev.homeport.provisioning;

import dev.homeport.access.ca.CaCertificate;
import dev.homeport.access.ca.CaScope;
import dev.homeport.access.ca.CertificateAuthorities;
import dev.homeport.access.ca.Certificates;
import dev.homeport.access.ca.ChainVerdict;
import dev.homeport.access.ca.ChainVerifier;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * What the certificates that a device showed in its TLS handshake prove. A device of a group has
 * the registration id as its certificate's common name. Thread-safe.
 */
final class GroupCertificates {

  private final EnrollmentStore enrollments;
  private final CertificateAuthorities authorities;
  private final ChainVerifier verifier;
  private final Clock clock;

  GroupCertificates(EnrollmentStore enrollments, CertificateAuthorities authorities, Clock clock) {
    this.enrollments = enrollments;
    this.authorities = authorities;
    this.verifier = new ChainVerifier(authorities, clock);
    this.clock = clock;
  }

  /** The device's own certificate, when it is one of those and of the day. */
  Optional<X509Certificate> isOneOf(List<X509Certificate> own, List<X509Certificate> shown) {
    return shown.stream()
        .limit(1)
        .filter(own::contains)
        .filter(leaf -> Certificates.isValidAt(leaf, clock.instant()))
        .findFirst();
  }

  /** The group of the device, the first by name when there are several. */
  Optional<Enrollment> groupOf(Handle handle, String registrationId, List<X509Certificate> shown) {
    if (shown.isEmpty()
        || Certificates.commonName(shown.getFirst()).filter(registrationId::equals).isEmpty()) {
      return Optional.empty();
    }
    Set<String> issuers =
        shown.stream()
            .limit(ChainVerifier.MAX_SHOWN)
            .map(one -> AttestationColumns.canonical(one.getIssuerX500Principal()))
            .collect(Collectors.toSet());
    List<CaCertificate> issuing =
        authorities.all(CaScope.PROVISIONING).stream()
            .filter(
                one ->
                    issuers.contains(
                        AttestationColumns.canonical(one.certificate().getSubjectX500Principal())))
            .filter(one -> one.isTrusted(clock.instant()))
            .toList();
    return enrollments
        .groupsBelow(handle, issuers, issuing.stream().map(CaCertificate::name).toList())
        .stream()
        .filter(group -> leadsTo(group.attestation(), issuing, shown))
        .findFirst();
  }

  private boolean leadsTo(
      Attestation attestation, List<CaCertificate> issuing, List<X509Certificate> shown) {
    List<X509Certificate> trusted =
        switch (attestation) {
          case Attestation.SigningCertificates signing -> signing.both();
          case Attestation.CaReferences references ->
              issuing.stream()
                  .filter(one -> references.names().contains(one.name()))
                  .map(CaCertificate::certificate)
                  .toList();
          case Attestation.SymmetricKey _, Attestation.ClientCertificates _, Attestation.Tpm _ ->
              List.of();
        };
    return verifier.verify(trusted, shown) instanceof ChainVerdict.Trusted;
  }
}
