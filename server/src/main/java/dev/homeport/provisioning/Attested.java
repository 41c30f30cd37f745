package dev.homeport.provisioning;

import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/**
 * A device that has proved to belong to an enrollment. Whether that may still provision it is asked
 * at each registration.
 *
 * @param enrollmentId the registration id, or the name of the group
 * @param certificate by which it proved itself, null when it did otherwise
 * @param address it calls from
 */
public record Attested(
    String registrationId,
    EnrollmentKind kind,
    String enrollmentId,
    @Nullable X509Certificate certificate,
    String address) {}
