package dev.homeport.onboarding;

import dev.homeport.HubName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a device went from its manufacturing record.
 *
 * @param hub null while the provisioning service has not assigned it
 * @param authentication {@code sas}, {@code selfSigned} or {@code tpm}
 * @param by who brought it there
 * @param firstConnectedAt null while it never has
 * @param model as it reported itself when it first connected, or later, when it first did
 * @param firmware likewise
 * @param online whether it is connected now
 */
public record Registration(
    @Nullable HubName hub,
    String deviceId,
    RegistrationStatus status,
    String authentication,
    Way way,
    String by,
    Instant at,
    @Nullable Instant firstConnectedAt,
    @Nullable String model,
    @Nullable String firmware,
    boolean online) {}
