package dev.homeport.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeport.HubException;
import dev.homeport.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileBlobStoreTest {

  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir private Path folder;

  private FileBlobStore store() throws IOException {
    return new FileBlobStore(folder.resolve("blobs"), new BlobSas(Secret.randomKey(64)));
  }

  private static BlobName name(String path) {
    return new BlobName("blob-test", path);
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String read(BlobStore store, BlobName name) throws IOException {
    try (InputStream in = store.open(name).orElseThrow()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void keepsContentWithItsHash() throws IOException {
    FileBlobStore store = store();

    Blob kept = store.put(name("a"), bytes("abc"), new Expected(3L, ABC));

    assertThat(kept.sha256()).isEqualTo(ABC);
    assertThat(store.find(name("a"))).contains(kept);
    assertThat(kept.etag()).isEqualTo('"' + ABC + '"');
    assertThat(read(store, name("a"))).isEqualTo("abc");
    assertThat(store.find(name("b"))).isEmpty();
    assertThat(store.open(name("b"))).isEmpty();
  }

  @Test
  void keepsNothingOfWhatIsNotAsAnnounced() throws IOException {
    FileBlobStore store = store();
    store.put(name("a"), bytes("before"), Expected.ANYTHING);

    assertThatThrownBy(() -> store.put(name("a"), bytes("abd"), new Expected(3L, ABC)))
        .isInstanceOf(BlobMismatch.class)
        .hasMessageContaining("not " + ABC);
    assertThatThrownBy(() -> store.put(name("a"), bytes("ab"), new Expected(3L, null)))
        .isInstanceOf(BlobMismatch.class)
        .hasMessageStartingWith("2 bytes came where 3 were announced");
    assertThatThrownBy(() -> store.put(name("a"), new BrokenStream(), Expected.ANYTHING))
        .hasMessage("cut");
    assertThat(read(store, name("a"))).isEqualTo("before");
    try (Stream<Path> left = Files.list(folder.resolve("blobs/arriving"))) {
      assertThat(left).isEmpty();
    }
  }

  private static final class BrokenStream extends InputStream {
    private int left = 100;

    @Override
    public int read() throws IOException {
      if (left-- == 0) {
        throw new IOException("cut");
      }
      return 1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      buffer[offset] = (byte) read();
      return 1;
    }
  }

  @Test
  void aReaderKeepsWhatItHasOpened() throws IOException {
    FileBlobStore store = store();
    store.put(name("a"), bytes("old"), Expected.ANYTHING);

    try (InputStream old = store.open(name("a")).orElseThrow()) {
      store.put(name("a"), bytes("new one"), Expected.ANYTHING);

      assertThat(new String(old.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("old");
    }
    assertThat(read(store, name("a"))).isEqualTo("new one");
  }

  @Test
  void aNameMayBeTheBeginOfAnother() throws IOException {
    FileBlobStore store = store();
    List<String> paths = List.of("a", "a/b", "f-a/b c", "ä/%2e%2e/x", "empty");
    for (String path : paths) {
      store.put(name(path), bytes(path.equals("empty") ? "" : path), Expected.ANYTHING);
    }

    List<String> listed = new ArrayList<>();
    store.list("blob-test", blob -> listed.add(blob.name().path()));
    assertThat(listed).containsExactlyInAnyOrderElementsOf(paths);
    assertThat(read(store, name("a/b"))).isEqualTo("a/b");
    assertThat(read(store, name("empty"))).isEmpty();
    store.delete(name("a"));
    store.delete(name("a"));
    assertThat(store.find(name("a"))).isEmpty();
    assertThat(read(store, name("a/b"))).isEqualTo("a/b");
  }

  @Test
  void noNameLeavesItsContainer() {
    for (String path :
        List.of("", ".", "..", "../x", "a/../../x", "/a", "a//b", "a/", "a\\b", "a\0", "a\nb")) {
      assertThatThrownBy(() -> name(path)).isInstanceOf(HubException.class);
    }
    for (String container :
        List.of("", "blob", "devices", "blob-", "blob-A", "blob-a/../b", "../blob-a", "blob--a")) {
      assertThatThrownBy(() -> new BlobName(container, "a")).isInstanceOf(HubException.class);
    }
  }

  @Test
  void linksOutOfTheFolderAreNotFollowed() throws IOException {
    FileBlobStore store = store();
    Path secret = Files.writeString(folder.resolve("secret"), "s".repeat(100));
    Files.createDirectories(folder.resolve("blobs/blob-test"));
    Files.createSymbolicLink(folder.resolve("blobs/blob-test/f-link"), secret);

    assertThatThrownBy(() -> store.open(name("link"))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> store.file(name("link"))).isInstanceOf(IOException.class);
  }

  @Test
  void aUrlIsSignedAndEncoded() throws IOException {
    assertThat(
            store()
                .url(
                    name("a b/ä%"),
                    Grant.read(Instant.parse("2026-03-01T10:00:00Z"), null),
                    "hub.example.com:8443")
                .toString())
        .startsWith("https://hub.example.com:8443/blob-test/a%20b/%C3%A4%25?sv=")
        .contains("&se=2026-03-01T10%3A00%3A00Z&");
  }
}
