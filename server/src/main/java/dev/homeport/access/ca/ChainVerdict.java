package dev.homeport.access.ca;

import java.security.cert.X509Certificate;

/** What became of the certificates that a device showed. */
public sealed interface ChainVerdict {

  /**
   * They lead to a trusted authority.
   *
   * @param device the device's own
   * @param authority the trusted one that they lead to
   */
  record Trusted(X509Certificate device, X509Certificate authority) implements ChainVerdict {}

  /**
   * They do not.
   *
   * @param reason for the log
   */
  record Refused(String reason) implements ChainVerdict {}
}
