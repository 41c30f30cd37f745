package dev.homeport.gateway.http;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.access.Access;
import dev.homeport.messaging.PropertyBag;
import dev.homeport.messaging.TelemetryHeaders;
import dev.homeport.messaging.TelemetryIngest;
import dev.homeport.messaging.TelemetrySource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Telemetry by HTTPS; answered when Kafka has it. */
@Path("/")
@RunOnVirtualThread
public final class TelemetryResource {

  /** The request property in which the edge leaves how the caller was authenticated. */
  public static final String ACCESS = "homeport.access";

  private static final String BATCH = "application/vnd.microsoft.iothub.json";
  private static final String APPLICATION = "iothub-app-";
  private static final long APPEND_LIMIT_SECONDS = 30;

  private static final Map<String, String> SYSTEM =
      Map.of(
          "iothub-messageid", TelemetryHeaders.MESSAGE_ID,
          "iothub-correlationid", TelemetryHeaders.CORRELATION_ID,
          "iothub-userid", TelemetryHeaders.USER_ID,
          "iothub-contenttype", TelemetryHeaders.CONTENT_TYPE,
          "iothub-contentencoding", TelemetryHeaders.CONTENT_ENCODING,
          "iothub-creation-time-utc", TelemetryHeaders.CREATION_TIME,
          "iothub-expiry", TelemetryHeaders.EXPIRY);

  private final TelemetryIngest ingest;
  private final ObjectMapper json;

  public TelemetryResource(TelemetryIngest ingest, ObjectMapper json) {
    this.ingest = ingest;
    this.json = json;
  }

  /** One message of a batch. */
  record BatchItem(
      @Nullable String body,
      @Nullable Boolean base64Encoded,
      @Nullable Map<String, String> properties) {}

  private record Message(PropertyBag properties, byte[] body) {}

  @POST
  @Path("devices/{deviceId}/messages/events")
  public void send(
      @Context ContainerRequestContext request,
      @Context HttpHeaders headers,
      byte @Nullable [] content) {
    byte[] body = content == null ? new byte[0] : content;
    Access.Granted caller = (Access.Granted) request.getProperty(ACCESS);
    TelemetrySource source =
        new TelemetrySource(
            caller.identity().identity(), caller.identity().generationId(), caller.method());
    String type = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
    List<CompletableFuture<Void>> appended = new ArrayList<>();
    if (type != null && type.toLowerCase(Locale.ROOT).startsWith(BATCH)) {
      appendBatch(source, body, appended);
    } else {
      appended.add(append(source, properties(headers), body));
    }
    await(appended);
  }

  @POST
  @Path("devices/{deviceId}/modules/{moduleId}/messages/events")
  public void sendAsModule(
      @Context ContainerRequestContext request,
      @Context HttpHeaders headers,
      byte @Nullable [] body) {
    send(request, headers, body);
  }

  private void appendBatch(
      TelemetrySource source, byte[] body, List<CompletableFuture<Void>> appended) {
    if (body.length > TelemetryIngest.MAX_MESSAGE_BYTES) {
      throw new HubException(ErrorCode.MESSAGE_TOO_LARGE, "a batch has at most 256 KB");
    }
    List<BatchItem> items;
    try {
      items = json.readValue(body, new TypeReference<List<BatchItem>>() {});
    } catch (IOException e) {
      throw new HubException(ErrorCode.IOTHUB_FORMAT_ERROR, "the batch is not a JSON array");
    }
    if (items == null || items.stream().anyMatch(Objects::isNull)) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "the batch is not an array of messages");
    }
    // All are read before one is appended: a batch that is refused leaves nothing behind.
    List<Message> messages = items.stream().map(TelemetryResource::message).toList();
    messages.forEach(message -> appended.add(append(source, message.properties(), message.body())));
  }

  private static Message message(BatchItem item) {
    PropertyBag.Builder bag = new PropertyBag.Builder();
    if (item.properties() != null) {
      item.properties()
          .forEach(
              (name, value) -> add(bag, name.toLowerCase(Locale.ROOT), value == null ? "" : value));
    }
    return new Message(bag.build(), body(item));
  }

  private static byte[] body(BatchItem item) {
    String text = item.body() == null ? "" : item.body();
    if (Boolean.FALSE.equals(item.base64Encoded())) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "a body of the batch is not base64");
    }
  }

  private static PropertyBag properties(HttpHeaders headers) {
    PropertyBag.Builder bag = new PropertyBag.Builder();
    headers
        .getRequestHeaders()
        .forEach((name, values) -> add(bag, name.toLowerCase(Locale.ROOT), values.getFirst()));
    return bag.build();
  }

  private static void add(PropertyBag.Builder bag, String name, String value) {
    String system = SYSTEM.get(name);
    if (system != null) {
      bag.system(system, value);
    } else if (name.startsWith(APPLICATION)) {
      bag.application(name.substring(APPLICATION.length()), value);
    }
  }

  private CompletableFuture<Void> append(
      TelemetrySource source, PropertyBag properties, byte[] body) {
    TelemetryIngest.requireSize(properties, body);
    if (!ingest.hasRoom(source)) {
      throw new HubException(ErrorCode.SERVICE_UNAVAILABLE, "too much waits to be stored");
    }
    CompletableFuture<Void> done = new CompletableFuture<>();
    ingest.append(
        source,
        properties,
        body,
        failure -> {
          if (failure == null) {
            done.complete(null);
          } else {
            done.completeExceptionally(failure);
          }
        });
    return done;
  }

  private static void await(List<CompletableFuture<Void>> appended) {
    try {
      CompletableFuture.allOf(appended.toArray(CompletableFuture[]::new))
          .get(APPEND_LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new HubException(ErrorCode.SERVICE_UNAVAILABLE, "the message was not stored");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HubException(ErrorCode.SERVICE_UNAVAILABLE, "the hub is stopping");
    }
  }
}
