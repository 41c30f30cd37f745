package dev.homeport.registry;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.homeport.DeviceId;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.ModuleId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Up to a hundred changes of the registry in one call and one transaction; an item that is refused
 * is told so by itself, the others stand.
 */
public final class BulkRegistry {

  /** Items of one call, as IoT Hub. */
  public static final int MAX_ITEMS = 100;

  private final RegistryService registry;

  public BulkRegistry(RegistryService registry) {
    this.registry = registry;
  }

  /** One change (IoT Hub service REST API, ExportImportDevice). */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Item(
      @Nullable String id,
      @Nullable String moduleId,
      @Nullable String importMode,
      @JsonProperty("eTag") @Nullable String etag,
      @Nullable String status,
      @Nullable String statusReason,
      IdentityDocument.@Nullable AuthenticationDocument authentication,
      IdentityDocument.@Nullable Capabilities capabilities,
      @Nullable String managedBy,
      @Nullable String deviceScope,
      @Nullable List<String> parentScopes) {}

  /** Why one item was refused. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ItemError(
      @Nullable String deviceId, @Nullable String moduleId, String errorCode, String errorStatus) {}

  /** What became of the call. */
  public record Outcome(
      @JsonProperty("isSuccessful") boolean isSuccessful,
      List<ItemError> errors,
      List<String> warnings) {}

  /**
   * Applies the items in their order.
   *
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} when there are none or too many
   */
  public Outcome apply(HubName hub, List<Item> items) {
    if (items.isEmpty() || items.size() > MAX_ITEMS) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "a call has 1 to " + MAX_ITEMS + " items");
    }
    if (items.stream().anyMatch(Objects::isNull)) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "an item is a JSON object");
    }
    return registry.write(
        handle -> {
          List<ItemError> errors = new ArrayList<>();
          for (Item item : items) {
            // Every refusal comes before or without an effect, so the transaction goes on.
            try {
              apply(handle, hub, item);
            } catch (HubException e) {
              errors.add(
                  new ItemError(item.id(), item.moduleId(), e.code().code(), e.getMessage()));
            }
          }
          return new Outcome(errors.isEmpty(), errors, List.of());
        });
  }

  private void apply(Handle handle, HubName hub, Item item) {
    if (item.id() == null) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "an item has an id");
    }
    String moduleId = item.moduleId();
    Identity identity =
        new Identity(
            hub,
            new DeviceId(item.id()),
            moduleId == null || moduleId.isEmpty() ? null : new ModuleId(moduleId));
    String mode = item.importMode() == null ? "create" : item.importMode();
    switch (mode.toLowerCase(Locale.ROOT)) {
      case "create" -> registry.createIn(handle, identity, wanted(item, identity));
      case "update" -> registry.updateIn(handle, identity, wanted(item, identity), null);
      case "updateifmatchetag" ->
          registry.updateIn(handle, identity, wanted(item, identity), item.etag());
      case "createorupdate", "createorupdateifmatchetag" ->
          createOrUpdate(handle, identity, item, mode.toLowerCase(Locale.ROOT).endsWith("etag"));
      case "delete" -> registry.deleteIn(handle, identity, null);
      case "deleteifmatchetag" -> registry.deleteIn(handle, identity, item.etag());
      default ->
          throw new HubException(ErrorCode.ARGUMENT_INVALID, "importMode is not one of the modes");
    }
  }

  private void createOrUpdate(Handle handle, Identity identity, Item item, boolean matching) {
    NewIdentity wanted = wanted(item, identity);
    try {
      registry.updateIn(handle, identity, wanted, matching ? item.etag() : null);
    } catch (HubException e) {
      if (e.code().httpStatus() != 404) {
        throw e;
      }
      registry.createIn(handle, identity, wanted);
    }
  }

  private static NewIdentity wanted(Item item, Identity identity) {
    return new IdentityDocument(
            item.id(),
            item.moduleId(),
            item.managedBy(),
            null,
            null,
            null,
            item.status(),
            item.statusReason(),
            null,
            null,
            null,
            null,
            item.authentication(),
            item.capabilities(),
            item.deviceScope(),
            item.parentScopes())
        .wanted(IdentityResource.newScope(identity));
  }
}
