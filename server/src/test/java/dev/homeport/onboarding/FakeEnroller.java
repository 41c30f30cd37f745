package dev.homeport.onboarding;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** A provisioning service that keeps its enrollments at hand. */
final class FakeEnroller implements Enroller {

  record Enrolled(JsonNode tags, Proof proof) {}

  final Map<String, Enrolled> bySerial = new HashMap<>();

  @Override
  public void enroll(Handle handle, String serial, JsonNode tags, Proof proof) {
    if (bySerial.putIfAbsent(serial, new Enrolled(tags, proof)) != null) {
      throw new HubException(ErrorCode.ENROLLMENT_ALREADY_EXISTS, serial);
    }
  }
}
