/**
 * How calls of the REST APIs get into the audit log: {@link dev.homeport.app.audit.AuditTrail}
 * records them before they are answered, in the words of {@link
 * dev.homeport.app.audit.AuditedCall}. A new call of Homeport's own API is recorded by itself, as
 * its {@code @Operation} and {@code @Needs} say; one of the hub's API has to be named in {@link
 * dev.homeport.app.audit.HubActions}, which a test watches. Owns nothing.
 */
@NullMarked
package dev.homeport.app.audit;

import org.jspecify.annotations.NullMarked;
