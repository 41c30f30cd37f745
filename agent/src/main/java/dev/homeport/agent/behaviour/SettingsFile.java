package dev.homeport.agent.behaviour;

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
public final class SettingsFile {
  private static final JsonMapper JSON = new JsonMapper();

  private final @Nullable Path file;
  private final AgentSettings defaults;
  private AgentSettings current;

  private SettingsFile(@Nullable Path file, AgentSettings defaults, AgentSettings current) {
    this.file = file;
    this.defaults = defaults;
    this.current = current;
  }

  /**
   * The settings in {@code file}.
   *
   * @param telemetryInterval seconds, for a device whose settings nobody changed
   */
  public static SettingsFile of(Path file, int telemetryInterval) throws IOException {
    AgentSettings defaults = new AgentSettings(telemetryInterval);
    return new SettingsFile(
        file,
        defaults,
        Files.exists(file) ? JSON.readValue(file.toFile(), AgentSettings.class) : defaults);
  }

  /** Settings that end with the process. */
  public static SettingsFile inMemory(int telemetryInterval) {
    AgentSettings defaults = new AgentSettings(telemetryInterval);
    return new SettingsFile(null, defaults, defaults);
  }

  synchronized AgentSettings current() {
    return current;
  }

  /** They are current even when the file cannot be written. */
  synchronized void save(AgentSettings settings) throws IOException {
    current = settings;
    if (file != null) {
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      JSON.writeValue(fresh.toFile(), settings);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** The defaults are current even when the file cannot be deleted. */
  synchronized void clear() throws IOException {
    current = defaults;
    if (file != null) {
      Files.deleteIfExists(file);
    }
  }
}
