package dev.homeport.blob;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.blob.models.BlobStorageException;
import java.io.IOException;
import java.time.Duration;

/** How the Azure SDK calls accounts, and what its failures are here. */
final class AzureHttp {

  static final Duration LIMIT = Duration.ofMinutes(5);

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

  private AzureHttp() {}

  static HttpClient client() {
    return new JdkHttpClientBuilder()
        .connectionTimeout(CONNECT_LIMIT)
        .responseTimeout(LIMIT)
        .build();
  }

  /** A call of an account. */
  interface Call<T> {
    T run() throws IOException;
  }

  /** What the account refuses, and what breaks on the way, is an {@link IOException}. */
  static <T> T call(Call<T> call) throws IOException {
    try {
      return call.run();
    } catch (BlobStorageException e) {
      throw new IOException(
          "the storage account answered %d %s".formatted(e.getStatusCode(), e.getErrorCode()), e);
    } catch (RuntimeException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
