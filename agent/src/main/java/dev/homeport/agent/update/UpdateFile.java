package dev.homeport.agent.update;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.homeport.agent.launcher.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of a device's update across restarts: a file, or memory alone when no file is named.
 *
 * <p>Not thread-safe.
 */
public final class UpdateFile {

  private static final Logger LOGGER = LoggerFactory.getLogger(UpdateFile.class);
  private static final JsonMapper JSON = new JsonMapper();

  private final @Nullable Path file;

  private UpdateFile(@Nullable Path file) {
    this.file = file;
  }

  /** Kept in {@code file}; each change is on the disk when it is made. */
  public static UpdateFile of(Path file) {
    return new UpdateFile(file);
  }

  /** An update that ends with the process. */
  public static UpdateFile inMemory() {
    return new UpdateFile(null);
  }

  /** Null when there was none, or nobody can read it any more. */
  @Nullable UpdateState read() throws IOException {
    if (file == null || !Files.exists(file)) {
      return null;
    }
    byte[] content = Files.readAllBytes(file);
    try {
      return JSON.readValue(content, UpdateState.class);
    } catch (JsonProcessingException e) {
      LOGGER.warn("{} is damaged, no update goes on: {}", file, e.getOriginalMessage());
      return null;
    }
  }

  void write(UpdateState state) throws IOException {
    if (file != null) {
      DurableFile.write(file, JSON.writeValueAsBytes(state));
    }
  }
}
