package dev.homeport.onboarding;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeport.HubException;
import dev.homeport.Secret;
import org.jdbi.v3.core.Handle;

/**
 * Enrolls devices with the provisioning service, which assigns them to a hub when they ask it.
 * Implemented above this package, as the service is its neighbour.
 */
public interface Enroller {

  /** How an enrolled device proves itself. */
  sealed interface Proof {

    record Keys(Secret primary, Secret secondary) implements Proof {}

    /**
     * @param pem the device's own
     */
    record Certificate(String pem) implements Proof {}

    /**
     * @param endorsementKey base64 of TPM2B_PUBLIC
     */
    record Tpm(String endorsementKey) implements Proof {}
  }

  /**
   * Enrolls a device in a transaction.
   *
   * @param tags of its twin, once it has one
   * @throws HubException when it is enrolled already, or the proof is none
   */
  void enroll(Handle handle, String serial, JsonNode tags, Proof proof);
}
