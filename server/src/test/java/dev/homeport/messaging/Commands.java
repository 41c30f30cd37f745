package dev.homeport.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeport.DeviceId;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.ModuleId;
import dev.homeport.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Messages to a device and its module, as tests make and take them. */
final class Commands {

  static final Identity DEVICE = Identity.device(HubName.DEFAULT, new DeviceId("lamp"));
  static final Identity MODULE =
      new Identity(HubName.DEFAULT, new DeviceId("lamp"), new ModuleId("dimmer"));
  static final Duration LOCK = CommandQueue.DEFAULT_LOCK;

  private Commands() {}

  static UUID token(Optional<QueuedMessage> message) {
    return message.map(QueuedMessage::lockToken).orElseThrow();
  }

  static void connect(TestDatabase database, Identity identity, long sessionNumber) {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    """
                    INSERT INTO session (hub, device_id, module_id, session_number, node_id,
                                         protocol, remote_address, connected_at)
                    VALUES (?, ?, ?, ?, gen_random_uuid(), 'mqtt', '127.0.0.1', now())
                    ON CONFLICT (hub, device_id, module_id)
                    DO UPDATE SET session_number = excluded.session_number
                    """,
                    identity.hub().value(),
                    identity.deviceId().value(),
                    identity.moduleColumn(),
                    sessionNumber));
  }

  static Identity device(String id) {
    return Identity.device(HubName.DEFAULT, new DeviceId(id));
  }

  static NewMessage message(String id) {
    return message(id, Ack.NONE, null);
  }

  static NewMessage message(String id, Ack ack, @Nullable Instant expiresAt) {
    return new NewMessage(
        id,
        null,
        null,
        null,
        null,
        ack,
        Map.of(),
        expiresAt,
        "hello".getBytes(StandardCharsets.UTF_8));
  }

  static NewMessage sized(int bytes) {
    return new NewMessage("m", null, null, null, null, Ack.NONE, Map.of(), null, new byte[bytes]);
  }

  static void assertRefused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, ErrorCode code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(HubException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
