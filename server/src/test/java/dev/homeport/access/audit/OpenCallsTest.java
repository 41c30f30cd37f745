package dev.homeport.access.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeport.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Calls that a process was making when it died. */
final class OpenCallsTest {

  private static final AuditEvent FIRST = AuditFixture.event("devices/d-1");
  private static final AuditEvent SECOND = AuditFixture.event("devices/d-2");

  @RegisterExtension final TestDatabase database = new TestDatabase();
  @TempDir private Path folder;
  private AuditFixture audit;
  private Path file;

  @BeforeEach
  void open() {
    audit = new AuditFixture(database, folder);
    file = folder.resolve("audit/open");
  }

  @AfterEach
  void close() {
    audit.close();
  }

  private List<String> targetsAfterARestart() {
    try (OpenCalls next = new OpenCalls(file)) {
      next.recover(audit.log);
    }
    return audit.targets(AuditSearch.ALL);
  }

  @Test
  void whatWasOpenAtTheEndIsRecordedAtTheNextStartAndOnlyThen() {
    OpenCalls died = new OpenCalls(file);
    String first = died.begin(FIRST);
    died.begin(SECOND);
    died.end(first);

    assertThat(targetsAfterARestart()).containsExactly("devices/d-2");
    assertThat(targetsAfterARestart()).containsExactly("devices/d-2");
  }

  @Test
  void aLineThatBrokeOffIsLeftOut() throws IOException {
    OpenCalls died = new OpenCalls(file);
    died.begin(FIRST);
    Files.writeString(file, "{\"id\":\"x\",\"call\":{\"act", StandardOpenOption.APPEND);

    assertThat(targetsAfterARestart()).containsExactly("devices/d-1");
  }

  @Test
  void aCallThatBeginsBeforeTheRecoveryStaysOpen() {
    new OpenCalls(file).begin(FIRST);
    OpenCalls next = new OpenCalls(file);
    next.begin(SECOND);

    next.recover(audit.log);

    assertThat(audit.targets(AuditSearch.ALL)).containsExactly("devices/d-1");
    assertThat(targetsAfterARestart()).containsExactlyInAnyOrder("devices/d-1", "devices/d-2");
  }

  @Test
  void theFileDoesNotGrowWithCallsThatAreOver() throws IOException {
    try (OpenCalls calls = new OpenCalls(file)) {
      calls.begin(FIRST);
      for (int i = 0; i < 5_000; i++) {
        calls.end(calls.begin(SECOND));
      }
    }

    assertThat(Files.size(file)).isLessThan(1_100_000);
    assertThat(targetsAfterARestart()).containsExactly("devices/d-1");
  }
}
