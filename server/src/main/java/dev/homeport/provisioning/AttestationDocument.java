package dev.homeport.provisioning;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.StorableText;
import dev.homeport.access.ca.Certificates;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An attestation on the wire (DPS service REST API, AttestationMechanism). */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AttestationDocument(
    @Nullable String type, @Nullable Keys symmetricKey, @Nullable X509 x509, @Nullable Tpm tpm) {

  /** The public areas of a TPM's keys, base64 of TPM2B_PUBLIC. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Tpm(@Nullable String endorsementKey, @Nullable String storageRootKey) {}

  /** Base64 keys; those that are empty are made. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Keys(@Nullable String primaryKey, @Nullable String secondaryKey) {}

  /** One of three: the device's own certificates, those that sign, or names of authorities. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record X509(
      @Nullable CertificatePair clientCertificates,
      @Nullable CertificatePair signingCertificates,
      @Nullable References caReferences) {}

  /** A certificate, and perhaps the one that takes its place. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record CertificatePair(
      @Nullable CertificateDocument primary, @Nullable CertificateDocument secondary) {}

  /** Names of authorities of the provisioning service. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record References(@Nullable String primary, @Nullable String secondary) {}

  /** An attestation; keys only where the caller is to see them. */
  public static AttestationDocument of(Attestation attestation, boolean withKeys) {
    String type = attestation.type();
    return switch (attestation) {
      case Attestation.SymmetricKey keys ->
          new AttestationDocument(
              type,
              withKeys
                  ? new Keys(keys.primary().reveal(), keys.secondary().reveal())
                  : new Keys(null, null),
              null,
              null);
      case Attestation.ClientCertificates(X509Certificate primary, X509Certificate secondary) ->
          new AttestationDocument(
              type, null, new X509(certificates(primary, secondary), null, null), null);
      case Attestation.SigningCertificates(X509Certificate primary, X509Certificate secondary) ->
          new AttestationDocument(
              type, null, new X509(null, certificates(primary, secondary), null), null);
      case Attestation.CaReferences(String primary, String secondary) ->
          new AttestationDocument(
              type, null, new X509(null, null, new References(primary, secondary)), null);
      case Attestation.Tpm(String endorsementKey, String storageRootKey) ->
          new AttestationDocument(type, null, null, new Tpm(endorsementKey, storageRootKey));
    };
  }

  private static CertificatePair certificates(
      X509Certificate primary, @Nullable X509Certificate secondary) {
    return new CertificatePair(
        CertificateDocument.of(primary),
        secondary == null ? null : CertificateDocument.of(secondary));
  }

  /**
   * What is asked for.
   *
   * @param current what is there already, of which what is left out is kept
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID}
   */
  Attestation wanted(EnrollmentKind kind, @Nullable Attestation current, Instant now) {
    return switch (type == null ? "" : type.toLowerCase(Locale.ROOT)) {
      case "symmetrickey" -> {
        Keys keys = symmetricKey == null ? new Keys(null, null) : symmetricKey;
        yield EnrollmentDocument.keys(keys.primaryKey(), keys.secondaryKey(), current);
      }
      case "x509" ->
          x509 == null && current != null && current.type().equals(Attestation.X509)
              ? current
              : byCertificate(kind, current, now);
      case "tpm" -> tpm == null && current instanceof Attestation.Tpm ? current : byTpm(kind);
      default -> throw invalid("attestation.type is none of those that are offered");
    };
  }

  private Attestation byTpm(EnrollmentKind kind) {
    if (kind == EnrollmentKind.GROUP) {
      throw invalid("a group has no TPM");
    }
    String endorsement = tpm == null ? null : tpm.endorsementKey();
    if (tpm == null || endorsement == null) {
      throw invalid("tpm.endorsementKey is missing");
    }
    TpmKey.read("tpm.endorsementKey", endorsement);
    String root = tpm.storageRootKey();
    if (root == null || root.isEmpty()) {
      return new Attestation.Tpm(endorsement, null);
    }
    TpmKey.read("tpm.storageRootKey", root);
    return new Attestation.Tpm(endorsement, root);
  }

  private Attestation byCertificate(
      EnrollmentKind kind, @Nullable Attestation current, Instant now) {
    X509 given = x509 == null ? new X509(null, null, null) : x509;
    return switch (kind) {
      case INDIVIDUAL -> {
        if (given.clientCertificates() == null
            || given.signingCertificates() != null
            || given.caReferences() != null) {
          throw invalid("an individual enrollment has x509.clientCertificates");
        }
        List<X509Certificate> old =
            current instanceof Attestation.ClientCertificates certificates
                ? certificates.both()
                : List.of();
        Read read = read(given.clientCertificates(), old);
        read.requireValid(now);
        yield new Attestation.ClientCertificates(read.primary(), read.secondary());
      }
      case GROUP -> {
        if (given.clientCertificates() != null
            || (given.signingCertificates() == null) == (given.caReferences() == null)) {
          throw invalid("a group has x509.signingCertificates or x509.caReferences");
        }
        if (given.caReferences() != null) {
          yield references(given.caReferences());
        }
        List<X509Certificate> old =
            current instanceof Attestation.SigningCertificates certificates
                ? certificates.both()
                : List.of();
        Read read = read(Objects.requireNonNull(given.signingCertificates()), old);
        read.both().forEach(one -> Certificates.requireAuthority(one, now));
        yield new Attestation.SigningCertificates(read.primary(), read.secondary());
      }
    };
  }

  private static Attestation references(References given) {
    if (given.primary() == null || given.primary().isEmpty()) {
      throw invalid("x509.caReferences.primary is missing");
    }
    String secondary = given.secondary();
    StorableText.require("x509.caReferences", given.primary());
    StorableText.require("x509.caReferences", secondary);
    return new Attestation.CaReferences(
        given.primary(), secondary == null || secondary.isEmpty() ? null : secondary);
  }

  /** Two certificates, of which the second may be missing. */
  private record Read(X509Certificate primary, @Nullable X509Certificate secondary) {

    List<X509Certificate> both() {
      return secondary == null ? List.of(primary) : List.of(primary, secondary);
    }

    void requireValid(Instant now) {
      for (X509Certificate one : both()) {
        if (!Certificates.isValidAt(one, now)) {
          throw invalid("a certificate is not valid now");
        }
      }
    }
  }

  private static Read read(CertificatePair given, List<X509Certificate> old) {
    if (given.primary() == null) {
      throw invalid("the primary certificate is missing");
    }
    return new Read(
        given.primary().certificate(old),
        given.secondary() == null ? null : given.secondary().certificate(old));
  }

  private static HubException invalid(String text) {
    return new HubException(ErrorCode.ARGUMENT_INVALID, text);
  }
}
