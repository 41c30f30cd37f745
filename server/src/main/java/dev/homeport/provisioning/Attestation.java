package dev.homeport.provisioning;

import dev.homeport.Secret;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the devices of an enrollment prove who they are. */
public sealed interface Attestation {

  /** The type of all that prove themselves by a certificate. */
  String X509 = "x509";

  /** The name on the wire and in tables. */
  String type();

  /**
   * By a token signed with one of two base64 keys; devices of a group by keys derived from them.
   */
  record SymmetricKey(Secret primary, Secret secondary) implements Attestation {
    @Override
    public String type() {
      return "symmetricKey";
    }

    /** The keys of a device of the group that has these. */
    SymmetricKey of(String registrationId) {
      return new SymmetricKey(
          DerivedKey.of(primary, registrationId), DerivedKey.of(secondary, registrationId));
    }
  }

  /** One device, by the certificate of its TLS connection. */
  record ClientCertificates(X509Certificate primary, @Nullable X509Certificate secondary)
      implements Attestation {
    @Override
    public String type() {
      return X509;
    }

    List<X509Certificate> both() {
      return secondary == null ? List.of(primary) : List.of(primary, secondary);
    }
  }

  /** The devices of a group, by certificates below one of these, which are trusted as they are. */
  record SigningCertificates(X509Certificate primary, @Nullable X509Certificate secondary)
      implements Attestation {
    @Override
    public String type() {
      return X509;
    }

    List<X509Certificate> both() {
      return secondary == null ? List.of(primary) : List.of(primary, secondary);
    }
  }

  /**
   * The devices of a group, by certificates below one of the authorities of these names, as long as
   * they are verified and enabled.
   */
  record CaReferences(String primary, @Nullable String secondary) implements Attestation {
    @Override
    public String type() {
      return X509;
    }

    List<String> names() {
      return secondary == null ? List.of(primary) : List.of(primary, secondary);
    }
  }

  /**
   * One device, by a key that only its TPM can have got.
   *
   * @param endorsementKey base64 of TPM2B_PUBLIC
   * @param storageRootKey the same; null: whatever the device names
   */
  record Tpm(String endorsementKey, @Nullable String storageRootKey) implements Attestation {

    static final String TYPE = "tpm";

    @Override
    public String type() {
      return TYPE;
    }
  }
}
