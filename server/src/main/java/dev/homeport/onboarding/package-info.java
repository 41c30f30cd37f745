/**
 * How a device that left the factory comes to a hub. {@link dev.homeport.onboarding.Records} keeps
 * manufacturing records: what was built, and to whom it was sold; {@link
 * dev.homeport.onboarding.RecordImport} reads them from CSV files of any length. {@link
 * dev.homeport.onboarding.Onboarding} makes a device of a record, or has it enrolled, and hands out
 * its credentials, {@link dev.homeport.onboarding.ClaimCodes} lets end users do so, {@link
 * dev.homeport.onboarding.FirstConnections} notices when it connects, {@link
 * dev.homeport.onboarding.StatusHooks} tells programs of all that.
 *
 * <p>Called by Homeport's own API. Owns the tables {@code manufacturing_record}, {@code
 * record_import}, {@code record_import_error}, {@code onboarding}, {@code claim_code}, {@code
 * status_hook} and {@code status_delivery}, the tag {@code manufacturing} and the event {@code
 * DeviceFirstConnected}.
 */
@NullMarked
package dev.homeport.onboarding;

import org.jspecify.annotations.NullMarked;
