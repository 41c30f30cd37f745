package dev.homeport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeport.DeviceId;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.ModuleId;
import dev.homeport.MutableClock;
import dev.homeport.TestDatabase;
import dev.homeport.eventlog.Outbox;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class SessionDirectoryTest {

  private static final Identity DEVICE = Identity.device(HubName.DEFAULT, new DeviceId("lamp"));
  private static final Identity MODULE =
      new Identity(HubName.DEFAULT, new DeviceId("lamp"), new ModuleId("dimmer"));
  private static final UUID NODE = UUID.randomUUID();

  @RegisterExtension final TestDatabase database = new TestDatabase();

  private SessionDirectory directory = newDirectory();

  private SessionDirectory newDirectory() {
    return new SessionDirectory(
        database.jdbi(),
        new Outbox(),
        NODE,
        new MutableClock(Instant.parse("2026-03-01T12:00:00Z")));
  }

  @BeforeEach
  void setUp() {
    directory.close();
    directory = newDirectory();
    database.register(DEVICE);
    database.register(MODULE);
  }

  @AfterEach
  void tearDown() {
    directory.close();
  }

  @Test
  void aModuleOfADisabledDeviceGetsNoSession() {
    database
        .jdbi()
        .useHandle(handle -> handle.execute("UPDATE identity SET enabled = (module_id <> '')"));

    assertThat(directory.open(MODULE, "mqtt", "127.0.0.1").join()).isEmpty();
    assertThat(directory.connected(Set.of(DEVICE, MODULE))).isEmpty();
  }

  @Test
  void aConnectionMayEndWhileItsDeviceIsDeleted() {
    deleteDuring((ending, number) -> ending.close(DEVICE, number, CloseReason.CONNECTION_LOST));
  }

  @Test
  void aNodeMayBeLostWhileADeviceOfItsIsDeleted() {
    deleteDuring((ending, number) -> ending.closeAllOf(NODE));
  }

  private void deleteDuring(BiConsumer<SessionDirectory, Long> end) {
    long number = directory.open(DEVICE, "mqtt", "127.0.0.1").join().orElseThrow();

    CompletableFuture<Void> ended =
        database
            .jdbi()
            .inTransaction(
                handle -> {
                  // In a deadlock it is this transaction that fails, where the test sees it.
                  handle.execute("SET LOCAL deadlock_timeout = '10ms'");
                  handle
                      .createQuery("SELECT device_id FROM identity WHERE module_id = '' FOR UPDATE")
                      .mapTo(String.class)
                      .one();
                  CompletableFuture<Void> ending =
                      CompletableFuture.runAsync(() -> end.accept(directory, number));
                  awaitWaiting(handle);
                  handle.execute("DELETE FROM identity");
                  return ending;
                });

    ended.join();
    assertThat(directory.connected(Set.of(DEVICE))).isEmpty();
    assertThat(directory.open(DEVICE, "mqtt", "127.0.0.1").join()).isEmpty();
  }

  /** Until another transaction of this database waits for a lock. */
  private static void awaitWaiting(Handle handle) {
    int waiting = 0;
    while (waiting == 0) {
      waiting =
          handle
              .createQuery(
                  """
                  SELECT count(*) FROM pg_locks
                  WHERE NOT granted AND pg_blocking_pids(pid) @> ARRAY[pg_backend_pid()]
                  """)
              .mapTo(Integer.class)
              .one();
    }
  }
}
