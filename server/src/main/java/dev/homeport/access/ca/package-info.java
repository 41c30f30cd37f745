/**
 * Certificate authorities whose devices a hub or the provisioning service trusts: {@link
 * dev.homeport.access.ca.CertificateAuthorities} takes them up, asks for the proof that the
 * uploader holds the key, and says which count; {@link dev.homeport.access.ca.ChainVerifier} leads
 * from the certificates that a device showed in its TLS handshake to one of them. {@link
 * dev.homeport.access.ca.Certificates} reads what people upload. Called by the authenticator for
 * devices with authentication {@code certificateAuthority}, by the provisioning service, and by
 * Homeport's own API. Owns the table {@code ca_certificate}.
 */
@NullMarked
package dev.homeport.access.ca;

import org.jspecify.annotations.NullMarked;
