package dev.homeport.agent;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * A device's settings across restarts: a small JSON file, or memory alone when no file is named.
 *
 * <p>Clearing it is what a factory reset does. Thread-safe.
 */
final class SettingsFile {
  private static final JsonMapper JSON = new JsonMapper();

  private final @Nullable Path file;
  private final AgentSettings defaults;
  private AgentSettings current;

  SettingsFile(@Nullable Path file, AgentSettings defaults) throws IOException {
    this.file = file;
    this.defaults = defaults;
    current =
        file != null && Files.exists(file)
            ? JSON.readValue(file.toFile(), AgentSettings.class)
            : defaults;
  }

  synchronized AgentSettings current() {
    return current;
  }

  synchronized void save(AgentSettings settings) throws IOException {
    if (file != null) {
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      JSON.writeValue(fresh.toFile(), settings);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
    current = settings;
  }

  synchronized AgentSettings clear() throws IOException {
    if (file != null) {
      Files.deleteIfExists(file);
    }
    current = defaults;
    return current;
  }
}
