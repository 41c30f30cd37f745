package dev.homeport.provisioning;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What an enrollment says of the devices that it provisions.
 *
 * @param deviceId of an individual enrollment whose device is to have another name than its
 *     registration id
 * @param edge whether they are IoT Edge devices
 * @param initialTwin {@code {"tags":{…},"properties":{"desired":{…}}}}, null for an empty one
 * @param information what the enrollment keeps for its owner; nothing is done with it
 */
public record EnrollmentSettings(
    @Nullable String deviceId,
    boolean edge,
    AllocationRule allocation,
    ReprovisionPolicy reprovision,
    @Nullable JsonNode initialTwin,
    @Nullable JsonNode information) {}
