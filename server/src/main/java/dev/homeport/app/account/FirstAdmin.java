package dev.homeport.app.account;

import dev.homeport.access.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The account that an installation begins with; its password lies in the data directory. */
public final class FirstAdmin {

  private static final Logger LOGGER = LoggerFactory.getLogger(FirstAdmin.class);
  private static final String PASSWORD_FILE = "admin-password";

  private FirstAdmin() {}

  /**
   * Makes the account, with a password of its own in {@code <data>/admin-password} (mode 0600),
   * which need not be changed: nobody but the keeper of the data directory knows it. Does nothing
   * when there is an account of that name.
   */
  public static void ensure(Jdbi jdbi, Clock clock, String userName, Path data) {
    AccountStore accounts = new AccountStore(jdbi);
    if (accounts.find(userName).isPresent()) {
      return;
    }
    try {
      // The file first: an account whose password nobody knows would be of no use.
      String hash = PasswordHash.of(keptPassword(data.resolve(PASSWORD_FILE)));
      Account admin =
          new Account(userName, Role.ADMIN, null, true, false, true, clock.instant(), null);
      if (jdbi.withHandle(handle -> accounts.insert(handle, admin, hash))) {
        LOGGER.atInfo().addKeyValue("userName", userName).log("first account made");
      } else {
        LOGGER
            .atWarn()
            .addKeyValue("userName", userName)
            .log("another node made the first account; its data directory has the password");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The password that the account was given, which may have been changed since; {@code ""} on a
   * node that did not make the account.
   */
  public static String initialPassword(Path data) {
    Path file = data.resolve(PASSWORD_FILE);
    try {
      return Files.exists(file) ? Files.readString(file).strip() : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String keptPassword(Path file) throws IOException {
    if (Files.exists(file)) {
      return Files.readString(file).strip();
    }
    String password = RandomToken.password();
    Path written = file.resolveSibling(PASSWORD_FILE + ".new");
    Files.deleteIfExists(written);
    Files.createFile(
        written,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(written, password + "\n", StandardOpenOption.WRITE);
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    return password;
  }
}
