package dev.homeport.blob;

import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.sas.BlobSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import dev.homeport.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps blobs in an Azure storage account, in containers of their names, which are made where they
 * are missing. A blob has its SHA-256 as metadata, and is there once all is what was expected. URLs
 * lead to the account and are signed with its key; their holders are not looked up there.
 * Thread-safe.
 */
public final class AzureBlobStore implements BlobStore {

  private static final String SHA256 = "sha256";
  private static final int NOT_FOUND = 404;

  private final BlobServiceClient account;
  private final Set<String> containers = ConcurrentHashMap.newKeySet();

  /**
   * @param connectionString of a storage account, with its key
   * @throws IllegalArgumentException when it is none
   */
  public AzureBlobStore(Secret connectionString) {
    this.account =
        new BlobServiceClientBuilder()
            .connectionString(connectionString.reveal())
            .httpClient(AzureHttp.client())
            .buildClient();
  }

  /** A call to which a blob or container that is not there is an answer. */
  private static <T> Optional<T> find(AzureHttp.Call<T> call) throws IOException {
    try {
      return Optional.of(AzureHttp.call(call));
    } catch (IOException e) {
      if (e.getCause() instanceof BlobStorageException answer
          && answer.getStatusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private BlobContainerClient container(String name) {
    return account.getBlobContainerClient(name);
  }

  private BlobClient blob(BlobName name) {
    return container(name.container()).getBlobClient(name.path());
  }

  @Override
  public Blob put(BlobName name, InputStream content, Expected expected) throws IOException {
    if (!containers.contains(name.container())) {
      AzureHttp.call(() -> container(name.container()).createIfNotExists());
      containers.add(name.container());
    }
    MessageDigest digest = sha256();
    try (AzureUpload upload = new AzureUpload(blob(name).getBlockBlobClient())) {
      long size = new DigestInputStream(content, digest).transferTo(upload);
      String sha256 = HexFormat.of().formatHex(digest.digest());
      expected.check(size, sha256);
      return new Blob(name, sha256, size, upload.commit(Map.of(SHA256, sha256)));
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }

  @Override
  public Optional<Blob> find(BlobName name) throws IOException {
    Optional<BlobProperties> found = find(() -> blob(name).getProperties());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    BlobProperties properties = found.get();
    return of(
        name, properties.getMetadata(), properties.getBlobSize(), properties.getLastModified());
  }

  /** Empty for what another program has put there, without the hash. */
  private static Optional<Blob> of(
      BlobName name, @Nullable Map<String, String> metadata, long size, OffsetDateTime storedAt) {
    String sha256 = metadata == null ? null : metadata.get(SHA256);
    return sha256 == null
        ? Optional.empty()
        : Optional.of(new Blob(name, sha256, size, storedAt.toInstant()));
  }

  @Override
  public Optional<InputStream> open(BlobName name) throws IOException {
    return find(() -> blob(name).openInputStream());
  }

  @Override
  public void delete(BlobName name) throws IOException {
    AzureHttp.call(() -> blob(name).deleteIfExists());
  }

  @Override
  public void list(String container, Consumer<Blob> to) throws IOException {
    ListBlobsOptions options =
        new ListBlobsOptions().setDetails(new BlobListDetails().setRetrieveMetadata(true));
    find(
        () -> {
          for (BlobItem item : container(container).listBlobs(options, AzureHttp.LIMIT)) {
            of(
                    new BlobName(container, item.getName()),
                    item.getMetadata(),
                    item.getProperties().getContentLength(),
                    item.getProperties().getLastModified())
                .ifPresent(to);
          }
          return container;
        });
  }

  @Override
  public URI url(BlobName name, Grant grant, String host) {
    BlobClient blob = blob(name);
    String sas =
        blob.generateSas(
            new BlobServiceSasSignatureValues(
                grant.expiry().atOffset(ZoneOffset.UTC),
                BlobSasPermission.parse(grant.permissions())));
    return URI.create(blob.getBlobUrl() + "?" + sas);
  }
}
