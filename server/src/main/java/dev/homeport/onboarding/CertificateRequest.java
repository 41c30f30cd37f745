package dev.homeport.onboarding;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Locale;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.DefaultSignatureNameFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/** A device's request for a certificate (PKCS #10) that has been found to be sound. */
record CertificateRequest(PublicKey key) {

  private static final int MIN_RSA_BITS = 2_048;
  private static final int MAX_RSA_BITS = 8_192;
  private static final BigInteger MIN_EXPONENT = BigInteger.valueOf(65_537);
  private static final Set<ASN1ObjectIdentifier> CURVES =
      Set.of(
          X9ObjectIdentifiers.prime256v1,
          SECObjectIdentifiers.secp384r1,
          SECObjectIdentifiers.secp521r1);

  /**
   * Reads and judges a request.
   *
   * @param deviceId the only common name that it may have
   * @throws HubException with {@link ErrorCode#CERTIFICATE_REQUEST_REFUSED} for what is none, is
   *     not signed with its own key, has a weak key, or is about another subject
   */
  static CertificateRequest of(String pem, String deviceId) {
    JcaPKCS10CertificationRequest request = parsed(pem);
    try {
      PublicKey key = request.getPublicKey();
      requireStrong(key, request);
      requireOwnSignature(key, request);
      requireSubject(request, deviceId);
      return new CertificateRequest(key);
    } catch (GeneralSecurityException e) {
      throw refused("the key of the certificate request cannot be read");
    }
  }

  private static JcaPKCS10CertificationRequest parsed(String pem) {
    try (PEMParser parser = new PEMParser(new StringReader(pem))) {
      if (parser.readObject() instanceof PKCS10CertificationRequest request) {
        return new JcaPKCS10CertificationRequest(request);
      }
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      throw refused("the certificate request cannot be read");
    }
    throw refused("csr holds no certificate request");
  }

  private static void requireStrong(PublicKey key, PKCS10CertificationRequest request) {
    if (key instanceof RSAPublicKey rsa) {
      int bits = rsa.getModulus().bitLength();
      if (bits < MIN_RSA_BITS || bits > MAX_RSA_BITS) {
        throw refused(
            "an RSA key has %d to %d bits, this one %d"
                .formatted(MIN_RSA_BITS, MAX_RSA_BITS, bits));
      }
      if (rsa.getPublicExponent().compareTo(MIN_EXPONENT) < 0) {
        throw refused("the RSA key's exponent is smaller than " + MIN_EXPONENT);
      }
      return;
    }
    if (!(request.getSubjectPublicKeyInfo().getAlgorithm().getParameters()
            instanceof ASN1ObjectIdentifier curve)
        || !CURVES.contains(curve)) {
      throw refused("a key is RSA, or on one of the curves P-256, P-384 and P-521");
    }
  }

  private static void requireOwnSignature(PublicKey key, PKCS10CertificationRequest request) {
    String algorithm =
        new DefaultSignatureNameFinder()
            .getAlgorithmName(request.getSignatureAlgorithm())
            .toUpperCase(Locale.ROOT);
    if (algorithm.contains("SHA1") || algorithm.contains("MD")) {
      throw refused("the certificate request is signed with " + algorithm + ", which is weak");
    }
    try {
      if (request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
        return;
      }
    } catch (OperatorCreationException | PKCSException e) {
      throw refused("the certificate request's signature cannot be checked");
    }
    throw refused("the certificate request is not signed with its own key");
  }

  private static void requireSubject(PKCS10CertificationRequest request, String deviceId) {
    RDN[] names = request.getSubject().getRDNs(BCStyle.CN);
    if (names.length != 1
        || names[0].isMultiValued()
        || !IETFUtils.valueToString(names[0].getFirst().getValue()).equals(deviceId)) {
      throw refused("the certificate request's common name is not " + deviceId);
    }
  }

  private static HubException refused(String reason) {
    return new HubException(ErrorCode.CERTIFICATE_REQUEST_REFUSED, reason);
  }
}
