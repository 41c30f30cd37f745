package dev.homeport.onboarding;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.registry.Authentication;
import dev.homeport.registry.NewIdentity;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/**
 * What a device that is onboarded proves itself with, at its hub or at the provisioning service.
 */
sealed interface Proof {

  /** What the hub knows it by. */
  Authentication atHub();

  /** What the provisioning service knows it by. */
  Enroller.Proof atProvisioning();

  /** What the device is given. */
  Credentials credentials();

  /** The word in the API and the table. */
  default String type() {
    return atHub().type();
  }

  /** Keys that were made for it. */
  record Keys(Authentication.Sas made) implements Proof {
    @Override
    public Authentication atHub() {
      return made;
    }

    @Override
    public Enroller.Proof atProvisioning() {
      return new Enroller.Proof.Keys(made.primaryKey(), made.secondaryKey());
    }

    @Override
    public Credentials credentials() {
      return new Credentials.Keys(made.primaryKey(), made.secondaryKey());
    }
  }

  /** A certificate that was made for its key. */
  record Signed(X509Certificate certificate, String pem, String authority) implements Proof {
    @Override
    public Authentication atHub() {
      return NewIdentity.selfSigned(DeviceCertificates.thumbprint(certificate, "SHA-256"), null);
    }

    @Override
    public Enroller.Proof atProvisioning() {
      return new Enroller.Proof.Certificate(pem);
    }

    @Override
    public Credentials credentials() {
      return new Credentials.Certificate(pem, authority);
    }
  }

  /**
   * The certificate that it was built with.
   *
   * @param pem as it was shown and found to be that one; null when it was not
   */
  record BuiltIn(String thumbprint, @Nullable String pem) implements Proof {
    @Override
    public Authentication atHub() {
      return NewIdentity.selfSigned(thumbprint, null);
    }

    @Override
    public Enroller.Proof atProvisioning() {
      if (pem == null) {
        throw new HubException(
            ErrorCode.CERTIFICATE_MISMATCH,
            "an enrollment needs the certificate that the device was built with");
      }
      return new Enroller.Proof.Certificate(pem);
    }

    @Override
    public Credentials credentials() {
      return new Credentials.Own(thumbprint);
    }
  }

  /** Its TPM, which only the provisioning service can challenge. */
  record Tpm(String endorsementKey) implements Proof {
    @Override
    public Authentication atHub() {
      throw new IllegalStateException("a TPM proves itself to the provisioning service");
    }

    @Override
    public Enroller.Proof atProvisioning() {
      return new Enroller.Proof.Tpm(endorsementKey);
    }

    @Override
    public Credentials credentials() {
      return new Credentials.Tpm(endorsementKey);
    }

    @Override
    public String type() {
      return "tpm";
    }
  }
}
