package dev.homeport.app.console;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.access.ca.CaScope;
import dev.homeport.access.ca.CertificateAuthorities;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** What the calls about certificate authorities do, those of hubs and of provisioning alike. */
final class CertificateCalls {

  private final CertificateAuthorities authorities;

  CertificateCalls(CertificateAuthorities authorities) {
    this.authorities = authorities;
  }

  CaCertificateList list(CaScope scope) {
    return new CaCertificateList(
        authorities.all(scope).stream().map(CaCertificateItem::of).toList());
  }

  Response add(CaScope scope, @Nullable NewCaCertificate wanted) {
    if (wanted == null || wanted.name() == null || wanted.certificate() == null) {
      throw invalid("name and certificate are needed");
    }
    return Response.status(Response.Status.CREATED)
        .entity(
            CaCertificateItem.of(
                authorities.upload(
                    scope,
                    wanted.name(),
                    wanted.certificate(),
                    Boolean.TRUE.equals(wanted.verified()))))
        .build();
  }

  CaCertificateItem askForProof(CaScope scope, String name) {
    return CaCertificateItem.of(authorities.askForProof(scope, name));
  }

  CaCertificateItem verify(CaScope scope, String name, @Nullable PossessionProof proof) {
    if (proof == null || proof.certificate() == null) {
      throw invalid("certificate is needed");
    }
    return CaCertificateItem.of(authorities.verify(scope, name, proof.certificate()));
  }

  CaCertificateItem update(CaScope scope, String name, @Nullable CaCertificatePatch patch) {
    if (patch == null || patch.enabled() == null) {
      throw invalid("enabled is needed");
    }
    return CaCertificateItem.of(authorities.enable(scope, name, patch.enabled()));
  }

  void delete(CaScope scope, String name) {
    authorities.delete(scope, name);
  }

  private static HubException invalid(String reason) {
    return new HubException(ErrorCode.ARGUMENT_INVALID, reason);
  }
}
