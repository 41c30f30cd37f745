package dev.homeport.update.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.MutableClock;
import dev.homeport.Secret;
import dev.homeport.TestDatabase;
import dev.homeport.blob.BlobSas;
import dev.homeport.blob.FileBlobStore;
import dev.homeport.blob.Grant;
import dev.homeport.registry.Hubs;
import dev.homeport.twin.TwinJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class FirmwareUploadsTest {

  private static final HubName HUB = HubName.DEFAULT;
  private static final HubName NORTH = new HubName("north");
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @RegisterExtension final TestDatabase database = new TestDatabase();
  @TempDir private Path folder;

  private final ObjectMapper json = TwinJson.mapper();
  private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T10:00:00Z"));

  @BeforeEach
  void makeTheHub() {
    Hubs hubs = new Hubs(database.jdbi());
    hubs.ensureDefault(List.of("localhost"));
    hubs.create(NORTH, List.of("north.example.com"), 1, List.of(), clock);
  }

  private FileBlobStore blobs() throws IOException {
    return new FileBlobStore(folder, new BlobSas(Secret.randomKey(64)));
  }

  private FirmwareLibrary library() throws IOException {
    return new FirmwareLibrary(
        database.jdbi(), blobs(), new SigningKey(database.jdbi()), json, clock, HubName::value);
  }

  private FirmwareUploads uploads() throws IOException {
    return new FirmwareUploads(
        database.jdbi(), library(), json, folder.resolve("uploads"), 1_000, clock);
  }

  private static FirmwareDraft draft(String version, long size, @Nullable String sha256) {
    return new FirmwareDraft(
        "agent", version, "what is new", size, sha256, List.of("TX-100"), "1.0.0", List.of("r2"));
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private Firmware upload(String version, String content) throws IOException {
    return upload(HUB, version, content);
  }

  private Firmware upload(HubName hub, String version, String content) throws IOException {
    FirmwareUploads uploads = uploads();
    FirmwareUpload begun = uploads.begin(hub, draft(version, content.length(), null), "ada");
    uploads.append(hub, begun.id(), 0, bytes(content));
    return uploads.complete(hub, begun.id());
  }

  private static void assertRefused(ErrorCode code, String message, ThrowingCall call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            HubException.class, refusal -> assertThat(refusal.code()).isEqualTo(code))
        .hasMessageContaining(message);
  }

  private interface ThrowingCall {
    void run() throws IOException;
  }

  @Test
  void anUploadGoesOnWhereItWasAfterARestart() throws IOException {
    FirmwareUpload begun = uploads().begin(HUB, draft("1.4.0", 3, ABC), "ada");
    uploads().append(HUB, begun.id(), 0, bytes("a"));

    FirmwareUpload again = uploads().begin(HUB, draft("1.4.0", 3, ABC), "ada");
    assertThat(again.id()).isEqualTo(begun.id());
    assertThat(again.received()).isEqualTo(1);
    assertRefused(
        ErrorCode.UPLOAD_CONFLICT,
        "1 bytes have arrived",
        () -> uploads().append(HUB, begun.id(), 0, bytes("a")));
    uploads().append(HUB, begun.id(), 1, bytes("bc"));
    Firmware made = uploads().complete(HUB, begun.id());

    assertThat(made.sha256()).isEqualTo(ABC);
    assertThat(made.uploadedBy()).isEqualTo("ada");
    assertThat(library().all(HUB)).containsExactly(made);
    assertThat(library().firmware(HUB, made.id())).isEqualTo(made);
    assertThat(blobs().find(made.blob())).isPresent();
    assertRefused(ErrorCode.NOT_FOUND, "no such upload", () -> uploads().upload(HUB, begun.id()));
    try (var left = Files.list(folder.resolve("uploads"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void whatBrokeOffKeepsWhatArrived() throws IOException {
    FirmwareUpload begun = uploads().begin(HUB, draft("1.4.0", 3, ABC), "ada");
    InputStream cut =
        new InputStream() {
          private boolean first = true;

          @Override
          public int read() throws IOException {
            throw new IOException("read by the byte");
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            if (!first) {
              throw new IOException("cut");
            }
            first = false;
            buffer[offset] = 'a';
            return 1;
          }
        };

    assertThat(uploads().append(HUB, begun.id(), 0, cut).received()).isEqualTo(1);
    assertRefused(
        ErrorCode.ARGUMENT_INVALID,
        "1 of 3 bytes have arrived",
        () -> uploads().complete(HUB, begun.id()));
    uploads().append(HUB, begun.id(), 1, bytes("bc"));
    assertThat(uploads().complete(HUB, begun.id()).sha256()).isEqualTo(ABC);
  }

  @Test
  void whatIsNotAsAnnouncedIsRefusedWithItsHash() throws IOException {
    FirmwareUpload begun = uploads().begin(HUB, draft("1.4.0", 3, ABC), "ada");
    assertRefused(
        ErrorCode.ARGUMENT_INVALID,
        "more than the 3 bytes",
        () -> uploads().append(HUB, begun.id(), 0, bytes("abcd")));
    uploads().append(HUB, begun.id(), 0, bytes("abd"));

    assertRefused(
        ErrorCode.ARGUMENT_INVALID,
        "is a52d159f262b2c6ddb724a61840befc36eb30c88877a4030b65cbe86298449c9, not " + ABC,
        () -> uploads().complete(HUB, begun.id()));

    assertThat(library().all(HUB)).isEmpty();
    assertRefused(ErrorCode.NOT_FOUND, "no such upload", () -> uploads().upload(HUB, begun.id()));
  }

  @Test
  void aVersionIsThereOnce() throws IOException {
    FirmwareUpload second = uploads().begin(HUB, draft("1.4.0", 3, null), "eve");
    uploads().append(HUB, second.id(), 0, bytes("abd"));
    upload("1.4.0", "abc");

    assertRefused(
        ErrorCode.FIRMWARE_ALREADY_EXISTS,
        "there is a version 1.4.0 of agent",
        () -> uploads().complete(HUB, second.id()));
    assertRefused(
        ErrorCode.FIRMWARE_ALREADY_EXISTS,
        "there is a version 1.4.0 of agent",
        () -> uploads().begin(HUB, draft("1.4.0", 3, null), "eve"));
  }

  @Test
  void theSameContentIsKeptOnceAndAsLongAsAVersionHasIt() throws IOException {
    Firmware one = upload("1.0.0", "abc");
    Firmware two = upload("2.0.0", "abc");
    List<String> kept = new ArrayList<>();
    blobs().list("blob-firmware", blob -> kept.add(blob.sha256()));
    assertThat(kept).containsExactly(ABC);

    library().delete(HUB, one.id(), (_, _) -> false);
    assertThat(blobs().find(two.blob())).isPresent();
    library().delete(HUB, two.id(), (_, _) -> false);
    assertThat(blobs().find(two.blob())).isEmpty();
    assertRefused(
        ErrorCode.NOT_FOUND,
        "no such firmware",
        () -> library().delete(HUB, two.id(), (_, _) -> false));
  }

  @Test
  void eachHubHasALibraryOfItsOwn() throws IOException {
    Firmware mains = upload("1.0.0", "abc");
    Firmware norths = upload(NORTH, "1.0.0", "xyz");
    FirmwareUpload begun = uploads().begin(NORTH, draft("2.0.0", 3, null), "ada");

    assertThat(library().all(HUB)).containsExactly(mains);
    assertThat(library().all(NORTH)).containsExactly(norths);
    assertRefused(
        ErrorCode.NOT_FOUND, "no such firmware", () -> library().firmware(HUB, norths.id()));
    assertRefused(
        ErrorCode.NOT_FOUND,
        "no such firmware",
        () -> library().delete(HUB, norths.id(), (_, _) -> false));
    assertRefused(ErrorCode.NOT_FOUND, "no such upload", () -> uploads().complete(HUB, begun.id()));
    assertThat(library().url(NORTH, norths, Grant.read(clock.instant(), null)))
        .hasHost("north")
        .hasPath("/blob-firmware/" + norths.sha256());
  }

  @Test
  void aHubThatGoesTakesItsUploadsAndWhatNoOtherHasAlong() throws IOException {
    Firmware shared = upload("1.0.0", "abc");
    upload(NORTH, "1.0.0", "abc");
    Firmware own = upload(NORTH, "2.0.0", "xyz");
    FirmwareUpload begun = uploads().begin(NORTH, draft("3.0.0", 3, null), "ada");
    uploads().append(NORTH, begun.id(), 0, bytes("a"));

    uploads().removeAll(NORTH);

    assertThat(library().all(NORTH)).isEmpty();
    assertThat(blobs().find(own.blob())).isEmpty();
    assertThat(blobs().find(shared.blob())).isPresent();
    assertThat(library().all(HUB)).containsExactly(shared);
    assertRefused(ErrorCode.NOT_FOUND, "no such upload", () -> uploads().upload(NORTH, begun.id()));
    try (var left = Files.list(folder.resolve("uploads"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void theManifestSaysWhatWasUploadedAndIsSigned() throws Exception {
    Firmware made = upload("1.4.0", "abc");

    JsonNode manifest = json.readTree(made.manifest());
    assertThat(manifest)
        .isEqualTo(
            json.readTree(
                """
                {"manifestVersion":1,"name":"agent","version":"1.4.0","sha256":"%s","size":3,
                 "models":["TX-100"],"minimumVersion":"1.0.0","hardwareRevisions":["r2"],
                 "createdAt":"2026-03-01T10:00:00Z"}
                """
                    .formatted(ABC)));
    assertThat(isSigned(made, library().publicKey())).isTrue();
    assertThat(library().publicKey()).isEqualTo(library().publicKey());
  }

  private static boolean isSigned(Firmware made, String pem) throws Exception {
    PublicKey key =
        KeyFactory.getInstance("Ed25519")
            .generatePublic(
                new X509EncodedKeySpec(
                    Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""))));
    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(key);
    signature.update(made.manifest().getBytes(StandardCharsets.UTF_8));
    return signature.verify(Base64.getDecoder().decode(made.signature()));
  }

  @Test
  void anAdminsOwnKeySignsTheLibrariesOfAllHubs() throws Exception {
    Firmware made = upload("1.4.0", "abc");
    Firmware norths = upload(NORTH, "1.4.0", "abc");
    String before = library().publicKey();
    String own =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getEncoder()
                .encodeToString(
                    KeyPairGenerator.getInstance("Ed25519")
                        .generateKeyPair()
                        .getPrivate()
                        .getEncoded())
            + "\n-----END PRIVATE KEY-----\n";

    String after = library().importKey(own);

    assertThat(after).isNotEqualTo(before).isEqualTo(library().publicKey());
    assertThat(isSigned(library().firmware(HUB, made.id()), after)).isTrue();
    assertThat(isSigned(library().firmware(NORTH, norths.id()), after)).isTrue();
    assertRefused(
        ErrorCode.ARGUMENT_INVALID,
        "no Ed25519 private key",
        () -> library().importKey("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"));
  }

  @Test
  void refusesWhatCannotBeFirmware() throws IOException {
    for (ThrowingCall call :
        List.<ThrowingCall>of(
            () -> draft("", 1, null),
            () -> draft("1/2", 1, null),
            () -> draft("1.0.0", 0, null),
            () -> draft("1.0.0", 1, "ABC"),
            () -> uploads().begin(HUB, draft("1.0.0", 1_001, null), "ada"))) {
      assertRefused(ErrorCode.ARGUMENT_INVALID, "", call);
    }
  }
}
