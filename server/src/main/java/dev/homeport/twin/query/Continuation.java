package dev.homeport.twin.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Where a page ended: the sort values of its last row. Rows that come or go between two pages move
 * none of the others. On the wire it is base64url of JSON; it is bound to its query and holds
 * nothing that its holder has not read.
 *
 * @param after the sort values of the last row, as text
 * @param given how many rows the pages so far had
 */
record Continuation(List<String> after, long given) {

  static final Continuation START = new Continuation(List.of(), 0);

  private static final ObjectMapper JSON = new ObjectMapper();

  /** It travels in a header. */
  private static final int MAX_LENGTH = 12 << 10;

  boolean isStart() {
    return after.isEmpty();
  }

  String encode(String query) {
    ObjectNode token = JSON.createObjectNode();
    token.put("query", digest(query)).put("given", given);
    ArrayNode values = token.putArray("after");
    after.forEach(values::add);
    String text =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(token.toString().getBytes(StandardCharsets.UTF_8));
    if (text.length() > MAX_LENGTH) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID,
          "the values that the query is sorted or grouped by are too long for a second page");
    }
    return text;
  }

  static Continuation decode(String token, String query, int values) {
    if (token.length() > MAX_LENGTH) {
      throw refused("is not one of this hub's");
    }
    JsonNode json;
    try {
      json =
          JSON.readTree(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException | JsonProcessingException e) {
      throw refused("is not one of this hub's");
    }
    if (!json.path("query").asText().equals(digest(query))) {
      throw refused("belongs to another query");
    }
    List<String> after = new ArrayList<>();
    json.path("after").forEach(value -> after.add(value.asText()));
    if (after.size() != values || after.stream().anyMatch(value -> value.indexOf(0) >= 0)) {
      throw refused("is not one of this hub's");
    }
    return new Continuation(after, Math.max(0, json.path("given").asLong()));
  }

  private static HubException refused(String why) {
    return new HubException(ErrorCode.ARGUMENT_INVALID, "the continuation token " + why);
  }

  private static String digest(String query) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(query.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
