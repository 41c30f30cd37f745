package dev.homeport.provisioning;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.StorableText;

/** JSON that PostgreSQL's jsonb holds as it is, and that comes back the same. */
final class StorableJson {

  private static final int MAX_SCALE = 1_000;

  private StorableJson() {}

  /**
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID}
   */
  static void require(String name, JsonNode json) {
    if (!holds(json)) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, name + " holds something that cannot be stored");
    }
  }

  private static boolean holds(JsonNode json) {
    return switch (json.getNodeType()) {
      case STRING -> StorableText.holds(json.textValue());
      case NUMBER ->
          !json.isBigDecimal() || Math.abs((long) json.decimalValue().scale()) <= MAX_SCALE;
      case OBJECT ->
          json.properties().stream()
              .allMatch(
                  property -> StorableText.holds(property.getKey()) && holds(property.getValue()));
      case ARRAY -> json.valueStream().allMatch(StorableJson::holds);
      default -> true;
    };
  }
}
