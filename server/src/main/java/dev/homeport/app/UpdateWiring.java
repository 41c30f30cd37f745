package dev.homeport.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.Secret;
import dev.homeport.app.blob.BlobRoutes;
import dev.homeport.app.blob.DownloadRate;
import dev.homeport.blob.AzureBlobStore;
import dev.homeport.blob.BlobSas;
import dev.homeport.blob.BlobStore;
import dev.homeport.blob.FileBlobStore;
import dev.homeport.eventlog.Outbox;
import dev.homeport.messaging.CommandQueue;
import dev.homeport.messaging.MethodService;
import dev.homeport.registry.Hubs;
import dev.homeport.twin.DeviceTwins;
import dev.homeport.twin.query.TwinQueries;
import dev.homeport.update.deployment.DeploymentService;
import dev.homeport.update.deployment.Deployments;
import dev.homeport.update.deployment.Orchestrator;
import dev.homeport.update.firmware.AzureSignature;
import dev.homeport.update.firmware.FirmwareLibrary;
import dev.homeport.update.firmware.FirmwareUploads;
import dev.homeport.update.firmware.SigningKey;
import dev.homeport.update.firmware.VersionOrder;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Makes the parts of blobs and updates, each once. */
public final class UpdateWiring {

  private static final long MEGABYTE = 1_000_000;

  private static Path directory() {
    Settings settings = Main.started().settings();
    return settings.blobs().directory().orElseGet(() -> settings.data().resolve("blobs"));
  }

  @Produces
  @Singleton
  BlobSas sas(Jdbi jdbi) {
    return BlobSas.load(jdbi);
  }

  @Produces
  @Singleton
  BlobStore blobs(BlobSas sas) throws IOException {
    Path account = Main.started().settings().blobs().azureConnectionStringFile().orElse(null);
    return account == null
        ? new FileBlobStore(directory(), sas)
        : new AzureBlobStore(new Secret(Files.readString(account).strip()));
  }

  @Produces
  @Singleton
  BlobRoutes.Files files(BlobStore blobs) {
    return blobs instanceof FileBlobStore files ? files::file : _ -> Optional.empty();
  }

  @Produces
  @Singleton
  DownloadRate downloadRate() {
    Settings.Blobs blobs = Main.started().settings().blobs();
    DownloadRate rate = new DownloadRate(blobs.downloadRate() * MEGABYTE, blobs.downloads());
    Gauge.builder("homeport.downloads", rate, DownloadRate::downloads)
        .description("Downloads that go on")
        .register(Metrics.globalRegistry);
    FunctionCounter.builder("homeport.downloads.bytes", rate, DownloadRate::sentBytes)
        .description("Bytes of blobs that were sent")
        .register(Metrics.globalRegistry);
    return rate;
  }

  @Produces
  @Singleton
  BlobRoutes.Holders holders(DeploymentService deployments) {
    return deployments::mayDownload;
  }

  @Produces
  @Singleton
  SigningKey signingKey(Jdbi jdbi) {
    return new SigningKey(jdbi);
  }

  @Produces
  @Singleton
  AzureSignature azureSignature(Jdbi jdbi) {
    return new AzureSignature(jdbi);
  }

  @Produces
  @Singleton
  FirmwareLibrary firmware(
      Jdbi jdbi, BlobStore blobs, SigningKey key, ObjectMapper json, Clock clock, Hubs hubs) {
    return new FirmwareLibrary(jdbi, blobs, key, json, clock, hub -> PublicHost.of(hubs, hub));
  }

  @Produces
  @Singleton
  FirmwareUploads uploads(Jdbi jdbi, FirmwareLibrary library, ObjectMapper json, Clock clock)
      throws IOException {
    return new FirmwareUploads(
        jdbi,
        library,
        json,
        directory().resolve("uploads"),
        Main.started().settings().updates().maxFirmwareSize() * MEGABYTE,
        clock);
  }

  @Produces
  @Singleton
  Deployments deployments(
      Jdbi jdbi,
      Outbox outbox,
      ObjectMapper json,
      Clock clock,
      TwinQueries queries,
      MethodService methods,
      CommandQueue messages,
      FirmwareLibrary library,
      AzureSignature signature) {
    Settings.Updates updates = Main.started().settings().updates();
    Deployments made =
        new Deployments(
            new Deployments.Needs(
                jdbi,
                outbox,
                json,
                clock,
                queries,
                new DeviceTwins(outbox, json, clock),
                methods,
                messages,
                library,
                signature),
            new Deployments.Habits(
                VersionOrder.of(updates.versionOrder()).orElseThrow(),
                updates.urlTime(),
                updates.azureProvider(),
                updates.azureHandler()));
    FunctionCounter.builder("homeport.updates.steps", made, Deployments::stepCount)
        .description("Steps of devices in deployments that were written")
        .register(Metrics.globalRegistry);
    return made;
  }

  @Produces
  @Singleton
  DeploymentService deploymentService(Deployments deployments) {
    return deployments.service();
  }

  @Produces
  @Singleton
  Orchestrator orchestrator(Deployments deployments) {
    return deployments.orchestrator();
  }
}
