/**
 * The Device Provisioning Service: enrollments of single devices and of groups, how a device proves
 * that it is one of them, and its assignment to a hub. {@link
 * dev.homeport.provisioning.ProvisioningService} serves devices with values in and out, whatever
 * the protocol; {@link dev.homeport.provisioning.EnrollmentService} serves those who administer,
 * and the resources speak the service's REST API. {@code Assignment} makes the device's identity,
 * its first twin and its registration in one transaction, with the events {@code IdentityChanged}
 * and {@code TwinChanged}. Called by the gateway and the HTTP edge. Owns the tables {@code
 * provisioning_scope}, {@code provisioning_policy}, {@code enrollment} and {@code registration}.
 */
@NullMarked
package dev.homeport.provisioning;

import org.jspecify.annotations.NullMarked;
