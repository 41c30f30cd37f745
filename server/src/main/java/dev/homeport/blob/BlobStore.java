package dev.homeport.blob;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;

/** Keeps blobs. Thread-safe; blocks; never holds a whole blob in memory. */
public interface BlobStore {

  /**
   * Keeps what {@code content} gives, in place of what had that name: others see the old content or
   * all of the new one.
   *
   * @throws BlobMismatch when it is not what is {@code expected}
   */
  Blob put(BlobName name, InputStream content, Expected expected) throws IOException;

  Optional<Blob> find(BlobName name) throws IOException;

  /** The content; empty when there is no such blob. */
  Optional<InputStream> open(BlobName name) throws IOException;

  /** Deletes it, where it is there. */
  void delete(BlobName name) throws IOException;

  /** Shows all blobs of a container, in no order. */
  void list(String container, Consumer<Blob> to) throws IOException;

  /**
   * The URL by which whoever has it gets what {@code grant} says, without any other proof.
   *
   * @param host of the installation, with its port where that is not 443, for stores that are
   *     reached through it
   */
  URI url(BlobName name, Grant grant, String host);
}
