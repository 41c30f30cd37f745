package dev.homeport.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataDirectoryTest {

  @TempDir Path temporary = Path.of("unset");

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static void open(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  @Test
  void closesANewDataDirectoryToOthers() throws IOException {
    Path folder = temporary.resolve("not/there/yet");

    try (DataDirectory _ = DataDirectory.take(folder)) {
      assertThat(permissions(folder)).isEqualTo("rwx------");
      for (String name : List.of("run", "logs", "tls", "postgres", "kafka", "audit")) {
        assertThat(permissions(folder.resolve(name))).as(name).isEqualTo("rwx------");
      }
    }
  }

  @Test
  void closesOneThatTheCommandLineHasMade() throws IOException {
    Files.createDirectories(temporary.resolve("run"));
    Files.createDirectories(temporary.resolve("logs"));
    open(temporary, "rwxr-xr-x");

    try (DataDirectory _ = DataDirectory.take(temporary)) {
      assertThat(permissions(temporary)).isEqualTo("rwx------");
    }
  }

  @Test
  void closesAnOpenedOneAgainWithTheSecretsInIt() throws IOException {
    DataDirectory.take(temporary).close();
    List<Path> secrets =
        List.of(
            temporary.resolve("admin-password"),
            temporary.resolve("tls/ca.key"),
            temporary.resolve("tls/server.key"),
            temporary.resolve("postgres/password"));
    for (Path secret : secrets) {
      Files.writeString(secret, "secret");
      open(secret, "rw-r--r--");
    }
    Path certificate = Files.writeString(temporary.resolve("tls/ca.pem"), "public");
    open(certificate, "rw-r--r--");
    open(temporary.resolve("tls"), "rwxrwxrwx");
    open(temporary, "rwxr-xr-x");

    try (DataDirectory _ = DataDirectory.take(temporary)) {
      assertThat(permissions(temporary)).isEqualTo("rwx------");
      assertThat(permissions(temporary.resolve("tls"))).isEqualTo("rwx------");
      for (Path secret : secrets) {
        assertThat(permissions(secret)).as(secret.toString()).isEqualTo("rw-------");
      }
      assertThat(permissions(certificate)).isEqualTo("rw-r--r--");
    }
  }

  @Test
  void leavesAFolderOfOthersOpenAndClosesWhatItMakesInIt() throws IOException {
    Files.writeString(temporary.resolve("letter.txt"), "not Homeport's");
    open(temporary, "rwxr-xr-x");

    try (DataDirectory _ = DataDirectory.take(temporary)) {
      assertThat(permissions(temporary)).isEqualTo("rwxr-xr-x");
      assertThat(permissions(temporary.resolve("run"))).isEqualTo("rwx------");
      assertThat(permissions(temporary.resolve("kafka"))).isEqualTo("rwx------");
    }
  }

  @Test
  void isTakenByOneServerAtATimeAndTellsItsNumber() {
    try (DataDirectory _ = DataDirectory.take(temporary)) {
      assertThatThrownBy(() -> DataDirectory.take(temporary))
          .isInstanceOf(ConfigurationErrors.class)
          .hasMessageContaining("in use by process " + ProcessHandle.current().pid());
    }

    DataDirectory.take(temporary).close();
    assertThat(temporary.resolve("run/server.pid")).doesNotExist();
  }

  @Test
  void tellsThatAFileIsNoDirectory() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "");

    assertThatThrownBy(() -> DataDirectory.take(file))
        .isInstanceOf(ConfigurationErrors.class)
        .hasMessageContaining("cannot be used");
  }
}
