package dev.homeport.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.registry.BulkItem;
import dev.homeport.twin.ImportedTwin;
import java.util.stream.Collectors;

/** What one line or item asks for, well-formed. */
record Wish(Identity identity, ImportMode mode, BulkItem item, ImportedTwin twin) {

  /**
   * Reads an item.
   *
   * @param otherwise the mode of an item that names none
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} or {@link
   *     ErrorCode#IOTHUB_FORMAT_ERROR}
   */
  static Wish of(ObjectMapper json, HubName hub, JsonNode node, ImportMode otherwise) {
    if (!node.isObject()) {
      throw new HubException(ErrorCode.IOTHUB_FORMAT_ERROR, "not a JSON object");
    }
    BulkItem item = item(json, node);
    Identity identity = item.identity(hub);
    ImportMode mode = item.importMode() == null ? otherwise : ImportMode.of(item.importMode());
    return new Wish(identity, mode, item, ImportedTwin.of(node));
  }

  private static BulkItem item(ObjectMapper json, JsonNode node) {
    try {
      return json.treeToValue(node, BulkItem.class);
    } catch (JsonMappingException e) {
      // The message would repeat the value, which may be a key.
      String path =
          e.getPath().stream()
              .map(part -> part.getFieldName() == null ? "[]" : part.getFieldName())
              .collect(Collectors.joining("."));
      throw new HubException(ErrorCode.IOTHUB_FORMAT_ERROR, path + " has the wrong type");
    } catch (JsonProcessingException e) {
      throw new HubException(ErrorCode.IOTHUB_FORMAT_ERROR, "not the JSON that is expected");
    }
  }
}
