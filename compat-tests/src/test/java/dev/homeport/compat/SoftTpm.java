package dev.homeport.compat;

import com.microsoft.azure.sdk.iot.provisioning.security.SecurityProviderTpm;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import tss.Crypto;
import tss.Helpers;
import tss.TpmBuffer;
import tss.tpm.TPM2B_ENCRYPTED_SECRET;
import tss.tpm.TPM2B_ID_OBJECT;
import tss.tpm.TPM2B_PRIVATE;
import tss.tpm.TPM2B_PUBLIC;
import tss.tpm.TPM2B_PUBLIC_KEY_RSA;
import tss.tpm.TPM2B_SENSITIVE_DATA;
import tss.tpm.TPMA_OBJECT;
import tss.tpm.TPMS_ID_OBJECT;
import tss.tpm.TPMS_NULL_ASYM_SCHEME;
import tss.tpm.TPMS_RSA_PARMS;
import tss.tpm.TPMT_PUBLIC;
import tss.tpm.TPMT_SENSITIVE;
import tss.tpm.TPMT_SYM_DEF_OBJECT;
import tss.tpm.TPM_ALG_ID;

/**
 * A device's TPM in software: does what TPM2_ActivateCredential and TPM2_Import do with a key that
 * was sealed for it (TPM 2.0 Part 3), and signs with that key.
 */
final class SoftTpm extends SecurityProviderTpm {

  private static final TPM_ALG_ID SHA256 = TPM_ALG_ID.SHA256;
  private static final byte[] NONE = new byte[0];

  private final KeyPair endorsement = rsa();
  private final KeyPair storageRoot = rsa();
  private final String registrationId;
  private final SSLContext trust;
  private byte[] key = NONE;

  SoftTpm(String registrationId, SSLContext trust) {
    this.registrationId = registrationId;
    this.trust = trust;
  }

  private static KeyPair rsa() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String getRegistrationId() {
    return registrationId;
  }

  @Override
  public SSLContext getSSLContext() {
    return trust;
  }

  @Override
  public byte[] getEndorsementKey() {
    return new TPM2B_PUBLIC(area(endorsement)).toBytes();
  }

  @Override
  public byte[] getStorageRootKey() {
    return new TPM2B_PUBLIC(area(storageRoot)).toBytes();
  }

  private static TPMT_PUBLIC area(KeyPair keys) {
    byte[] modulus = ((RSAPublicKey) keys.getPublic()).getModulus().toByteArray();
    return new TPMT_PUBLIC(
        SHA256,
        new TPMA_OBJECT(
            TPMA_OBJECT.restricted,
            TPMA_OBJECT.decrypt,
            TPMA_OBJECT.fixedTPM,
            TPMA_OBJECT.fixedParent,
            TPMA_OBJECT.userWithAuth,
            TPMA_OBJECT.sensitiveDataOrigin),
        NONE,
        new TPMS_RSA_PARMS(
            new TPMT_SYM_DEF_OBJECT(TPM_ALG_ID.AES, 128, TPM_ALG_ID.CFB),
            new TPMS_NULL_ASYM_SCHEME(),
            2048,
            0),
        new TPM2B_PUBLIC_KEY_RSA(
            modulus[0] == 0 ? Arrays.copyOfRange(modulus, 1, modulus.length) : modulus));
  }

  @Override
  public byte[] activateIdentityKey(byte[] sealed) {
    TpmBuffer in = new TpmBuffer(sealed);
    TPMS_ID_OBJECT credential = TPM2B_ID_OBJECT.fromTpm(in).credential;
    byte[] credentialSeed = TPM2B_ENCRYPTED_SECRET.fromTpm(in).secret;
    byte[] object = TPM2B_PRIVATE.fromTpm(in).buffer;
    byte[] objectSeed = TPM2B_ENCRYPTED_SECRET.fromTpm(in).secret;
    byte[] name = TPM2B_PUBLIC.fromTpm(in).publicArea.getName();

    byte[] wrapper = activated(credential, credentialSeed);
    byte[] seed = opened(storageRoot.getPrivate(), "DUPLICATE", objectSeed);
    byte[] outerMac = sized(object);
    byte[] outer = behind(object);
    requireMac(outerMac, seed, Helpers.concatenate(outer, name));
    byte[] inner =
        decrypted(wrapper, decrypted(Crypto.KDFa(SHA256, seed, "STORAGE", name, NONE, 128), outer));
    byte[] sensitive = behind(inner);
    requireEqual(sized(inner), Crypto.hash(SHA256, Helpers.concatenate(sensitive, name)));
    key = ((TPM2B_SENSITIVE_DATA) TPMT_SENSITIVE.fromBytes(sized(sensitive)).sensitive).buffer;
    return key;
  }

  private byte[] activated(TPMS_ID_OBJECT credential, byte[] encryptedSeed) {
    byte[] name = area(storageRoot).getName();
    byte[] seed = opened(endorsement.getPrivate(), "IDENTITY", encryptedSeed);
    requireMac(credential.integrityHMAC, seed, Helpers.concatenate(credential.encIdentity, name));
    return sized(
        decrypted(Crypto.KDFa(SHA256, seed, "STORAGE", name, NONE, 128), credential.encIdentity));
  }

  @Override
  public byte[] signWithIdentity(byte[] data) {
    return Crypto.hmac(SHA256, key, data);
  }

  private static byte[] opened(PrivateKey key, String label, byte[] encrypted) {
    try {
      Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
      byte[] encoded = (label + "\0").getBytes(StandardCharsets.US_ASCII);
      cipher.init(
          Cipher.DECRYPT_MODE,
          key,
          new OAEPParameterSpec(
              "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, new PSource.PSpecified(encoded)));
      return cipher.doFinal(encrypted);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("sealed for another TPM", e);
    }
  }

  private static byte[] decrypted(byte[] key, byte[] encrypted) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CFB/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[16]));
      return cipher.doFinal(encrypted);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void requireMac(byte[] mac, byte[] seed, byte[] data) {
    byte[] macKey = Crypto.KDFa(SHA256, seed, "INTEGRITY", NONE, NONE, 256);
    requireEqual(mac, Crypto.hmac(SHA256, macKey, data));
  }

  private static void requireEqual(byte[] one, byte[] other) {
    if (!Arrays.equals(one, other)) {
      throw new IllegalArgumentException("the seal is broken");
    }
  }

  /** The bytes that a length of two bytes announces. */
  private static byte[] sized(byte[] bytes) {
    return Arrays.copyOfRange(bytes, 2, 2 + length(bytes));
  }

  private static byte[] behind(byte[] bytes) {
    return Arrays.copyOfRange(bytes, 2 + length(bytes), bytes.length);
  }

  private static int length(byte[] bytes) {
    return Byte.toUnsignedInt(bytes[0]) << 8 | Byte.toUnsignedInt(bytes[1]);
  }
}
