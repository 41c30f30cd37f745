package dev.homeport.update.firmware;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes firmware in, piece by piece, so that an upload can go on after a cut where it was. What has
 * arrived is a file in a folder that the nodes share; its length is how far the upload is. One
 * piece of an upload is written at a time. Thread-safe.
 */
public final class FirmwareUploads {

  private static final Logger LOGGER = LoggerFactory.getLogger(FirmwareUploads.class);
  private static final Duration PATIENCE = Duration.ofDays(1);
  private static final Duration CLEAN_UP_EVERY = Duration.ofHours(1);
  private static final TaskDescriptor<Void> CLEAN_UP = TaskDescriptor.of("firmware-clean-up");
  private static final int MAX_OPEN = 50;
  private static final int BUFFER = 64 << 10;

  private final Jdbi jdbi;
  private final FirmwareLibrary library;
  private final Path folder;
  private final long maxSize;
  private final Clock clock;
  private final UploadStore store;

  /**
   * @param folder made where it is missing
   * @param maxSize of firmware in bytes
   */
  public FirmwareUploads(
      Jdbi jdbi, FirmwareLibrary library, ObjectMapper json, Path folder, long maxSize, Clock clock)
      throws IOException {
    this.jdbi = jdbi;
    this.library = library;
    this.store = new UploadStore(json);
    this.folder = Files.createDirectories(folder.toAbsolutePath().normalize());
    this.maxSize = maxSize;
    this.clock = clock;
  }

  /** Drops uploads that nobody goes on with, and content that no version has, once an hour. */
  public RecurringTask<Void> task() {
    return Tasks.recurring(CLEAN_UP, FixedDelay.of(CLEAN_UP_EVERY)).execute((_, _) -> cleanUp());
  }

  private void cleanUp() {
    Instant before = clock.instant().minus(PATIENCE);
    for (UUID id : jdbi.inTransaction(handle -> store.deleteBefore(handle, before))) {
      deleteFile(id);
    }
    library.deleteUnused();
  }

  /**
   * Begins an upload, or goes on with the one that says the same and names the same hash.
   *
   * @throws HubException with {@link ErrorCode#FIRMWARE_ALREADY_EXISTS} when there is that version
   */
  public FirmwareUpload begin(HubName hub, FirmwareDraft draft, String by) {
    if (draft.size() > maxSize) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID,
          "firmware of %d bytes is larger than %d".formatted(draft.size(), maxSize));
    }
    library.requireFree(hub, draft);
    return upload(jdbi.inTransaction(handle -> begin(handle, hub, draft, by)));
  }

  private UploadStore.Row begin(Handle handle, HubName hub, FirmwareDraft draft, String by) {
    Optional<UploadStore.Row> open =
        draft.sha256() == null ? Optional.empty() : store.find(handle, hub, draft, by);
    if (open.isPresent()) {
      return open.get();
    }
    if (store.count(handle, hub) >= MAX_OPEN) {
      throw new HubException(
          ErrorCode.THROTTLED, "there are %d uploads already".formatted(MAX_OPEN));
    }
    UploadStore.Row row = new UploadStore.Row(UUID.randomUUID(), hub, draft, by, clock.instant());
    store.add(handle, row);
    return row;
  }

  /**
   * @throws HubException with {@link ErrorCode#NOT_FOUND}
   */
  public FirmwareUpload upload(HubName hub, UUID id) {
    return upload(row(hub, id));
  }

  private UploadStore.Row row(HubName hub, UUID id) {
    return jdbi.withHandle(handle -> store.find(handle, hub, id))
        .orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "no such upload"));
  }

  private FirmwareUpload upload(UploadStore.Row row) {
    Path file = file(row.id());
    try {
      return new FirmwareUpload(
          row.id(),
          row.draft(),
          Files.exists(file) ? Files.size(file) : 0,
          row.changedAt().plus(PATIENCE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Adds a piece. What arrived of it before the connection broke is kept.
   *
   * @param offset of the piece's first byte
   * @throws HubException with {@link ErrorCode#UPLOAD_CONFLICT} when another byte is the next one,
   *     or another piece is being written
   */
  public FirmwareUpload append(HubName hub, UUID id, long offset, InputStream piece)
      throws IOException {
    UploadStore.Row row = row(hub, id);
    try (FileChannel file =
            FileChannel.open(
                file(id),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        FileLock _ = lock(file)) {
      if (file.size() != offset) {
        throw new HubException(
            ErrorCode.UPLOAD_CONFLICT,
            "%d bytes have arrived, the piece begins at %d".formatted(file.size(), offset));
      }
      file.position(offset);
      write(piece, file, row.draft().size());
    }
    Instant now = clock.instant();
    jdbi.useHandle(handle -> store.touch(handle, id, now));
    return upload(new UploadStore.Row(id, hub, row.draft(), row.uploadedBy(), now));
  }

  private static FileLock lock(FileChannel file) throws IOException {
    try {
      FileLock lock = file.tryLock();
      if (lock != null) {
        return lock;
      }
    } catch (OverlappingFileLockException e) {
      // told below
    }
    throw new HubException(ErrorCode.UPLOAD_CONFLICT, "another piece is being written");
  }

  private static void write(InputStream piece, FileChannel file, long size) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int read = read(piece, buffer); read >= 0; read = read(piece, buffer)) {
      if (file.position() + read > size) {
        throw new HubException(
            ErrorCode.ARGUMENT_INVALID,
            "more than the %d bytes that were announced".formatted(size));
      }
      ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
    }
  }

  /** A client that has gone leaves what it sent. */
  private static int read(InputStream piece, byte[] buffer) {
    try {
      return piece.read(buffer);
    } catch (IOException e) {
      LOGGER.atInfo().addKeyValue("cause", e.toString()).log("an upload broke off");
      return -1;
    }
  }

  /**
   * Ends an upload: what arrived becomes firmware. When it is not what was announced, it is
   * dropped.
   *
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} when bytes are missing or the hash
   *     is another one
   */
  public Firmware complete(HubName hub, UUID id) throws IOException {
    UploadStore.Row row = row(hub, id);
    long received = upload(row).received();
    if (received < row.draft().size()) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID,
          "%d of %d bytes have arrived".formatted(received, row.draft().size()));
    }
    String sha256 = hash(file(id));
    boolean right = row.draft().sha256() == null || row.draft().sha256().equals(sha256);
    try (InputStream content = Files.newInputStream(file(id))) {
      Firmware firmware = library.add(hub, row.draft(), row.uploadedBy(), sha256, content);
      drop(id);
      return firmware;
    } finally {
      if (!right) {
        drop(id);
      }
    }
  }

  /** Drops an upload. */
  public void cancel(HubName hub, UUID id) {
    drop(row(hub, id).id());
  }

  /** Removes the uploads and the library of a hub that has ended; what others share stays. */
  public void removeAll(HubName hub) {
    jdbi.withHandle(handle -> store.all(handle, hub)).forEach(this::drop);
    library.deleteAll(hub);
  }

  /** The row goes last: who dies in between leaves no file that nobody knows. */
  private void drop(UUID id) {
    deleteFile(id);
    jdbi.useHandle(handle -> store.delete(handle, id));
  }

  private void deleteFile(UUID id) {
    try {
      Files.deleteIfExists(file(id));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(UUID id) {
    return folder.resolve(id.toString());
  }

  private static String hash(Path file) throws IOException {
    try (DigestInputStream in =
        new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
      byte[] buffer = new byte[BUFFER];
      while (in.read(buffer) >= 0) {
        // only for its hash
      }
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
