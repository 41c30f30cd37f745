package dev.homeport.onboarding;

import java.util.List;

/**
 * A device that has just come to the installation's own hub, by the name of its serial number.
 *
 * @param enrolled whether it was enrolled with the provisioning service, and is on no hub yet
 */
public record Onboarded(
    ManufacturingRecord record, boolean enrolled, List<Check> checks, Credentials credentials) {}
