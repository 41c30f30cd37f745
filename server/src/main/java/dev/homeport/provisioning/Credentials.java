package dev.homeport.provisioning;

import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a device shows for itself; nothing of it is proved.
 *
 * @param idScope the installation that it means
 * @param token a SAS token, null for none
 * @param shown in the TLS handshake, which proved that the device holds the key of the first one
 * @param address it calls from
 */
public record Credentials(
    String idScope,
    String registrationId,
    @Nullable String token,
    List<X509Certificate> shown,
    String address) {}
