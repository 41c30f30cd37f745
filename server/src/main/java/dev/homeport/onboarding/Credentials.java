package dev.homeport.onboarding;

import dev.homeport.Secret;

/** What a device proves itself with from now on; handed out once. */
public sealed interface Credentials {

  /** Keys that were made for it. */
  record Keys(Secret primary, Secret secondary) implements Credentials {}

  /**
   * A certificate for the key of its request.
   *
   * @param pem the certificate
   * @param authority the certificate of Homeport's device CA, PEM
   */
  record Certificate(String pem, String authority) implements Credentials {}

  /**
   * The certificate that it was built with.
   *
   * @param thumbprint from its manufacturing record
   */
  record Own(String thumbprint) implements Credentials {}

  /**
   * The TPM that it was built with.
   *
   * @param endorsementKey from its manufacturing record
   */
  record Tpm(String endorsementKey) implements Credentials {}
}
