package dev.homeport.provisioning;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import java.security.SecureRandom;
import java.util.Base64;
import tss.Crypto;
import tss.Helpers;
import tss.TpmBuffer;
import tss.Tss;
import tss.tpm.TPM2B_DATA;
import tss.tpm.TPM2B_DIGEST_KEYEDHASH;
import tss.tpm.TPM2B_ENCRYPTED_SECRET;
import tss.tpm.TPM2B_ID_OBJECT;
import tss.tpm.TPM2B_PRIVATE;
import tss.tpm.TPM2B_PUBLIC;
import tss.tpm.TPM2B_SENSITIVE_DATA;
import tss.tpm.TPMA_OBJECT;
import tss.tpm.TPMS_KEYEDHASH_PARMS;
import tss.tpm.TPMS_RSA_PARMS;
import tss.tpm.TPMS_SCHEME_HMAC;
import tss.tpm.TPMT_PUBLIC;
import tss.tpm.TPMT_SENSITIVE;
import tss.tpm.TPMT_SYM_DEF_OBJECT;
import tss.tpm.TPM_ALG_ID;

/**
 * A key for one TPM: only the TPM that has the endorsement key gets the credential that opens it,
 * and only below the storage root key that goes with it (TPM 2.0 Part 1, "Credential Protection"
 * and "Duplication"). The TPM signs with it and does not give it away.
 */
final class TpmKey {

  private static final int MAX_PUBLIC_BYTES = 1_024;
  private static final int SEED_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final TPMT_SYM_DEF_OBJECT AES =
      new TPMT_SYM_DEF_OBJECT(TPM_ALG_ID.AES, 128, TPM_ALG_ID.CFB);

  private TpmKey() {}

  /**
   * The public area of an RSA key of a TPM.
   *
   * @param base64 of TPM2B_PUBLIC
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID}
   */
  static TPMT_PUBLIC read(String name, String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      if (bytes.length <= MAX_PUBLIC_BYTES) {
        TPMT_PUBLIC area = TPM2B_PUBLIC.fromBytes(bytes).publicArea;
        if (area.parameters instanceof TPMS_RSA_PARMS && TPM_ALG_ID.SHA256.equals(area.nameAlg)) {
          return area;
        }
      }
    } catch (RuntimeException e) {
      // Whatever the library makes of bytes that are no key: refused below.
    }
    throw new HubException(
        ErrorCode.ARGUMENT_INVALID, name + " is base64 of the public area of an RSA key of a TPM");
  }

  /**
   * Seals a key for a TPM.
   *
   * @return base64 of what the provisioning clients hand to their TPM: TPM2B_ID_OBJECT,
   *     TPM2B_ENCRYPTED_SECRET, TPM2B_PRIVATE, TPM2B_ENCRYPTED_SECRET, TPM2B_PUBLIC, TPM2B_DATA
   */
  static String seal(TPMT_PUBLIC endorsementKey, TPMT_PUBLIC storageRootKey, byte[] key) {
    byte[] seed = new byte[SEED_BYTES];
    RANDOM.nextBytes(seed);
    TPMT_PUBLIC area =
        new TPMT_PUBLIC(
            TPM_ALG_ID.SHA256,
            new TPMA_OBJECT(TPMA_OBJECT.sign, TPMA_OBJECT.userWithAuth, TPMA_OBJECT.noDA),
            new byte[0],
            new TPMS_KEYEDHASH_PARMS(new TPMS_SCHEME_HMAC(TPM_ALG_ID.SHA256)),
            new TPM2B_DIGEST_KEYEDHASH(
                Crypto.hash(TPM_ALG_ID.SHA256, Helpers.concatenate(seed, key))));
    try {
      Tss.DuplicationBlob object =
          Tss.createDuplicationBlob(
              storageRootKey,
              area,
              new TPMT_SENSITIVE(new byte[0], seed, new TPM2B_SENSITIVE_DATA(key)),
              AES);
      Tss.ActivationCredential credential =
          Tss.createActivationCredential(
              endorsementKey, storageRootKey.getName(), object.EncryptionKey);
      TpmBuffer blob = new TpmBuffer();
      new TPM2B_ID_OBJECT(credential.CredentialBlob).toTpm(blob);
      new TPM2B_ENCRYPTED_SECRET(credential.Secret).toTpm(blob);
      new TPM2B_PRIVATE(object.DuplicateObject).toTpm(blob);
      new TPM2B_ENCRYPTED_SECRET(object.EncryptedSeed).toTpm(blob);
      new TPM2B_PUBLIC(area).toTpm(blob);
      new TPM2B_DATA(new byte[0]).toTpm(blob);
      return Base64.getEncoder().encodeToString(blob.trim());
    } catch (RuntimeException e) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "no key can be sealed for the TPM that has these keys");
    }
  }
}
