package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubException;
import com.microsoft.azure.sdk.iot.service.registry.Device;
import com.microsoft.azure.sdk.iot.service.registry.RegistryClient;
import com.microsoft.azure.sdk.iot.service.registry.RegistryJob;
import com.microsoft.azure.sdk.iot.service.registry.RegistryJob.JobStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The service SDK's imports and exports by way of containers in an Azure storage account. */
final class RegistryJobIT {

  private static final Duration LIMIT = Duration.ofSeconds(120);

  @Test
  void aRegistryLeavesAndComesBackByContainers(
      @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
    try (Azurite azurite = new Azurite(folder);
        HomeportServer server =
            new HomeportServer(
                    folder.resolve("server"), "homeport.transfer.containers-on-own-machine=true")
                .start()) {
      server.trustByDefault();
      RegistryClient registry = new RegistryClient(server.endpoint("IOTHUB_CONNECTION_STRING"));
      String key = registry.addDevice(new Device("mover")).getPrimaryKey();
      BlobContainerClient container = container(azurite);
      String lent = lent(container);

      RegistryJob export = end(registry, registry.exportDevices(lent, false));

      assertThat(export.getStatus()).isEqualTo(JobStatus.COMPLETED);
      assertThat(export.getProgress()).isEqualTo(100);
      assertThat(export.getOutputBlobContainerUri()).doesNotContain("sig=");
      String lines = text(container, "devices.txt");
      assertThat(lines).contains("\"id\":\"mover\"").contains(key);

      registry.removeDevice("mover");
      put(container, "devices.txt", lines + "{\"id\":\"not an id\"}\n");
      RegistryJob load = end(registry, registry.importDevices(lent, lent));

      assertThat(load.getStatus()).isEqualTo(JobStatus.COMPLETED);
      assertThat(load.getFailureReason())
          .isEqualTo("1 of 2 lines failed; importErrors.log has them");
      assertThat(registry.getDevice("mover").getPrimaryKey()).isEqualTo(key);
      assertThat(text(container, "importErrors.log"))
          .contains("\"line\":2")
          .contains("ArgumentInvalid");

      end(registry, registry.exportDevices(lent, true));
      assertThat(text(container, "devices.txt")).contains("mover").doesNotContain(key);
      refusesWhatItCannotReach(registry, azurite, lent);
    }
  }

  private static void refusesWhatItCannotReach(
      RegistryClient registry, Azurite azurite, String lent) throws Exception {
    assertThatThrownBy(() -> registry.exportDevices(azurite.endpoint() + "/moving", true))
        .isInstanceOf(IotHubException.class)
        .hasMessageContaining("shared access signature");

    RegistryJob failed =
        end(registry, registry.exportDevices(lent.replace("/moving?", "/missing?"), true));

    assertThat(failed.getStatus()).isEqualTo(JobStatus.FAILED);
    assertThat(failed.getFailureReason()).startsWith("the storage account answered");
  }

  private static RegistryJob end(RegistryClient registry, RegistryJob job) {
    return await()
        .atMost(LIMIT)
        .until(
            () -> registry.getJob(job.getJobId()),
            one -> one.getStatus() != JobStatus.ENQUEUED && one.getStatus() != JobStatus.RUNNING);
  }

  private static BlobContainerClient container(Azurite azurite) {
    return new BlobServiceClientBuilder()
        .connectionString(azurite.connectionString())
        .buildClient()
        .createBlobContainer("moving");
  }

  /** Its URL, good to read and write for an hour. */
  private static String lent(BlobContainerClient container) {
    return container.getBlobContainerUrl()
        + "?"
        + container.generateSas(
            new BlobServiceSasSignatureValues(
                OffsetDateTime.now(ZoneOffset.UTC).plusHours(1),
                BlobContainerSasPermission.parse("racwdl")));
  }

  private static String text(BlobContainerClient container, String name) {
    return container.getBlobClient(name).downloadContent().toString();
  }

  private static void put(BlobContainerClient container, String name, String text) {
    container.getBlobClient(name).upload(BinaryData.fromString(text), true);
  }
}
