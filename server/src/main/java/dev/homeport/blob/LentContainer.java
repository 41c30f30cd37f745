package dev.homeport.blob;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import dev.homeport.ErrorCode;
import dev.homeport.ForeignHosts;
import dev.homeport.HubException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A container in somebody's Azure storage account, lent by a URL with a shared access signature.
 * Blocks.
 */
public final class LentContainer {

  private static final int TRIES = 3;
  private static final int TRY_SECONDS = 60;
  private static final int MAX_URL = 4096;

  private final URI url;
  private final ForeignHosts hosts;

  private LentContainer(URI url, ForeignHosts hosts) {
    this.url = url;
    this.hosts = hosts;
  }

  /**
   * @param text {@code https://…/container?sv=…&sig=…}; without TLS only on the server's own
   *     machine, where that may be called
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} when it is no such URL
   */
  public static LentContainer at(String text, ForeignHosts hosts) {
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException e) {
      throw refused();
    }
    boolean encrypted = "https".equals(url.getScheme());
    boolean plain = "http".equals(url.getScheme()) && hosts.ownMachine();
    if (text.length() > MAX_URL
        || !(encrypted || plain)
        || url.getHost() == null
        || url.getPath() == null
        || url.getPath().length() < 2
        || url.getRawQuery() == null
        || !url.getRawQuery().contains("sig=")) {
      throw refused();
    }
    return new LentContainer(url, hosts);
  }

  private static HubException refused() {
    return new HubException(
        ErrorCode.ARGUMENT_INVALID,
        "the URI of a blob container is https://…/container?… with a shared access signature");
  }

  /** The URL without its signature. */
  public static @Nullable String shown(@Nullable String url) {
    return url == null ? null : url.replaceAll("\\?.*", "");
  }

  private BlobContainerClient client() throws IOException {
    String refusal = hosts.refusal(url.getHost());
    if (refusal != null) {
      throw new IOException(refusal);
    }
    return new BlobContainerClientBuilder()
        .endpoint(url.toString())
        .httpClient(AzureHttp.client())
        .retryOptions(
            new RequestRetryOptions(
                RetryPolicyType.EXPONENTIAL, TRIES, TRY_SECONDS, null, null, null))
        .buildClient();
  }

  public InputStream read(String name) throws IOException {
    return AzureHttp.call(() -> client().getBlobClient(name).openInputStream());
  }

  /** What a blob is to hold. */
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Writes a blob, in place of what had that name: all of {@code content} or nothing. */
  public void write(String name, Content content) throws IOException {
    try (AzureUpload upload = new AzureUpload(client().getBlobClient(name).getBlockBlobClient())) {
      content.writeTo(upload);
      upload.commit(Map.of());
    }
  }
}
