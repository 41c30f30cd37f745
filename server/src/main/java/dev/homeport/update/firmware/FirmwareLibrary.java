package dev.homeport.update.firmware;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.blob.Blob;
import dev.homeport.blob.BlobMismatch;
import dev.homeport.blob.BlobName;
import dev.homeport.blob.BlobStore;
import dev.homeport.blob.Expected;
import dev.homeport.blob.Grant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Keeps the versions that devices can be updated to. Thread-safe. */
public final class FirmwareLibrary {

  /** A manifest is a string of a twin, which has 4096 bytes at most. */
  private static final int MAX_MANIFEST = 3_500;

  private final Jdbi jdbi;
  private final BlobStore blobs;
  private final SigningKey key;
  private final ObjectMapper json;
  private final Clock clock;
  private final Function<HubName, String> host;
  private final FirmwareStore store = new FirmwareStore();

  /**
   * @param host by which devices of a hub reach it, with its port
   */
  public FirmwareLibrary(
      Jdbi jdbi,
      BlobStore blobs,
      SigningKey key,
      ObjectMapper json,
      Clock clock,
      Function<HubName, String> host) {
    this.jdbi = jdbi;
    this.blobs = blobs;
    this.key = key;
    this.json = json;
    this.clock = clock;
    this.host = host;
  }

  /** All by name, the newest upload first. */
  public List<Firmware> all(HubName hub) {
    return jdbi.withHandle(handle -> store.all(handle, hub));
  }

  /**
   * @throws HubException with {@link ErrorCode#NOT_FOUND}
   */
  public Firmware firmware(HubName hub, UUID id) {
    return jdbi.withHandle(handle -> firmware(handle, hub, id));
  }

  /** The version of that name. */
  public Optional<Firmware> find(HubName hub, String name, String version) {
    return jdbi.withHandle(handle -> store.find(handle, hub, name, version));
  }

  private Firmware firmware(Handle handle, HubName hub, UUID id) {
    return store.find(handle, hub, id).orElseThrow(FirmwareLibrary::none);
  }

  private static HubException none() {
    return new HubException(ErrorCode.NOT_FOUND, "no such firmware");
  }

  /**
   * @throws HubException with {@link ErrorCode#FIRMWARE_ALREADY_EXISTS} when there is that version
   */
  void requireFree(HubName hub, FirmwareDraft draft) {
    boolean taken =
        jdbi.withHandle(handle -> store.find(handle, hub, draft.name(), draft.version()))
            .isPresent();
    if (taken) {
      throw exists(draft);
    }
  }

  private static HubException exists(FirmwareDraft draft) {
    return new HubException(
        ErrorCode.FIRMWARE_ALREADY_EXISTS,
        "there is a version %s of %s".formatted(draft.version(), draft.name()));
  }

  /**
   * Takes a version in. Content that is there already is kept once.
   *
   * @param sha256 that the content has, as it arrived
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} when the content is not what the
   *     draft says, or {@link ErrorCode#FIRMWARE_ALREADY_EXISTS}
   */
  Firmware add(HubName hub, FirmwareDraft draft, String by, String sha256, InputStream content) {
    if (draft.sha256() != null && !draft.sha256().equals(sha256)) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID,
          "the SHA-256 of what came is %s, not %s".formatted(sha256, draft.sha256()));
    }
    return jdbi.inTransaction(
        handle -> {
          store.lockContent(handle, sha256);
          Firmware firmware = firmware(handle, draft, by, sha256);
          if (!store.add(handle, hub, firmware)) {
            throw exists(draft);
          }
          keep(firmware, content);
          return firmware;
        });
  }

  private void keep(Firmware firmware, InputStream content) {
    BlobName name = firmware.blob();
    try {
      Blob blob = blobs.find(name).orElse(null);
      if (blob == null || blob.size() != firmware.size()) {
        blobs.put(name, content, new Expected(firmware.size(), firmware.sha256()));
      }
    } catch (BlobMismatch e) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Firmware firmware(Handle handle, FirmwareDraft draft, String by, String sha256) {
    // What the manifest says and what the database gives back has to be the same.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    ObjectNode manifest = json.createObjectNode();
    manifest.put("manifestVersion", 1);
    manifest.put("name", draft.name());
    manifest.put("version", draft.version());
    manifest.put("sha256", sha256);
    manifest.put("size", draft.size());
    ArrayNode models = manifest.putArray("models");
    draft.models().forEach(models::add);
    manifest.put("minimumVersion", draft.minimumVersion());
    ArrayNode revisions = manifest.putArray("hardwareRevisions");
    draft.hardwareRevisions().forEach(revisions::add);
    manifest.put("createdAt", now.toString());
    String text = text(manifest);
    if (text.getBytes(StandardCharsets.UTF_8).length > MAX_MANIFEST) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "models and hardware revisions have 3000 bytes at most");
    }
    return new Firmware(
        UUID.randomUUID(),
        draft.name(),
        draft.version(),
        draft.description(),
        sha256,
        draft.size(),
        draft.models(),
        draft.minimumVersion(),
        draft.hardwareRevisions(),
        now,
        by,
        text,
        key.sign(handle, text));
  }

  private String text(ObjectNode manifest) {
    try {
      return json.writeValueAsString(manifest);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON can be written", e);
    }
  }

  /**
   * Where the content of a version is, as {@code grant} permits.
   *
   * @param hub by whose name it is called
   */
  public URI url(HubName hub, Firmware firmware, Grant grant) {
    return blobs.url(firmware.blob(), grant, host.apply(hub));
  }

  /** Says, in a transaction, whether somebody still needs a version. */
  public interface Uses {
    boolean isUsed(Handle handle, UUID firmware);
  }

  /**
   * Deletes a version, and its content when no other version has the same.
   *
   * @throws HubException with {@link ErrorCode#NOT_FOUND}, or {@link ErrorCode#FIRMWARE_IN_USE}
   */
  public void delete(HubName hub, UUID id, Uses uses) {
    String sha256 =
        jdbi.inTransaction(
            handle -> {
              Firmware firmware = store.lock(handle, hub, id).orElseThrow(FirmwareLibrary::none);
              if (uses.isUsed(handle, id)) {
                throw new HubException(
                    ErrorCode.FIRMWARE_IN_USE, "a deployment that is not over needs this version");
              }
              store.delete(handle, hub, id);
              return firmware.sha256();
            });
    // After the commit: a row without content would be worse than content without a row.
    deleteUnused(sha256);
  }

  /** Deletes all versions of a hub that is removed, and the content that no other hub has. */
  void deleteAll(HubName hub) {
    jdbi.inTransaction(handle -> store.deleteAll(handle, hub)).forEach(this::deleteUnused);
  }

  private void deleteUnused(String sha256) {
    jdbi.useTransaction(
        handle -> {
          store.lockContent(handle, sha256);
          if (!store.isContentUsed(handle, sha256)) {
            try {
              blobs.delete(new BlobName(Firmware.CONTAINER, sha256));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        });
  }

  /** Deletes content that no version has, as a process that died may have left it. */
  void deleteUnused() {
    List<String> kept = new ArrayList<>();
    try {
      blobs.list(Firmware.CONTAINER, blob -> kept.add(blob.sha256()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    kept.forEach(this::deleteUnused);
  }

  /** The public half of the signing key as PEM. */
  public String publicKey() {
    return key.publicPem();
  }

  /**
   * Signs with an admin's own key from now on, what is in the libraries of all hubs, too.
   *
   * @param pem an Ed25519 private key, PKCS #8
   * @return the public half as PEM
   */
  public String importKey(String pem) {
    PrivateKey own = key.parse(pem);
    return jdbi.inTransaction(
        handle -> {
          key.replace(handle, own);
          for (Firmware firmware : store.all(handle)) {
            store.sign(handle, firmware.id(), key.sign(handle, firmware.manifest()));
          }
          return key.pem(own);
        });
  }
}
