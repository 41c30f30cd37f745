package dev.homeport.provisioning;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.twin.query.ConditionSql;
import dev.homeport.twin.query.Query;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A page of a query, as {@code x-ms-max-item-count} and {@code x-ms-continuation} ask for it. The
 * continuation is the last id of the page before, in base64url.
 *
 * @param query with a condition, null for all
 * @param after the id behind which the page begins, {@code ""} for the first page
 */
record PageRequest(@Nullable Query query, String after, int size) {

  private static final int DEFAULT_SIZE = 100;
  private static final int MAX_SIZE = 1_000;
  private static final int MAX_TOKEN = 400;
  private static final Pattern ALL =
      Pattern.compile(
          "\\s*(\\*|select\\s+\\*(\\s+from\\s+\\w+)?)\\s*;?\\s*", Pattern.CASE_INSENSITIVE);
  private static final Pattern END = Pattern.compile("\\s*;\\s*$");

  /** What is asked for (DPS service REST API, QuerySpecification). */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Specification(@Nullable String query) {

    static final Specification ALL = new Specification("*");
  }

  /**
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID}
   */
  static PageRequest of(
      @Nullable Specification asked, @Nullable String maxItemCount, @Nullable String continuation) {
    if (asked == null || asked.query() == null) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "the query is missing");
    }
    return new PageRequest(
        ALL.matcher(asked.query()).matches() ? null : query(asked.query()),
        continuation == null || continuation.isEmpty() ? "" : decode(continuation),
        maxItemCount == null || maxItemCount.isEmpty() ? DEFAULT_SIZE : size(maxItemCount));
  }

  private static Query query(String text) {
    Query query = Query.parse(END.matcher(text).replaceFirst(""));
    if (!query.selectsDocuments()
        || query.top() != null
        || query.isGrouped()
        || !query.orders().isEmpty()) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "the query is SELECT * FROM …, perhaps with WHERE …");
    }
    return query;
  }

  /** Which rows are meant, by what their properties are in SQL. */
  ConditionSql condition(Map<String, String> texts, Map<String, String> jsons) {
    return query == null ? ConditionSql.ALL : ConditionSql.of(query, texts, jsons);
  }

  private static int size(String text) {
    try {
      int size = Integer.parseInt(text.trim());
      if (size >= 1) {
        return Math.min(size, MAX_SIZE);
      }
    } catch (NumberFormatException e) {
      // refused below
    }
    throw new HubException(ErrorCode.ARGUMENT_INVALID, "x-ms-max-item-count is at least 1");
  }

  private static String decode(String token) {
    try {
      if (token.length() <= MAX_TOKEN) {
        String id = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        return RegistrationId.require("the continuation", id);
      }
    } catch (IllegalArgumentException | HubException e) {
      // refused below
    }
    throw new HubException(
        ErrorCode.ARGUMENT_INVALID, "x-ms-continuation is none of this service's");
  }

  /**
   * The answer.
   *
   * @param rows one more than the page holds when there is another page
   */
  <T> Response answer(
      String itemType, List<T> rows, Function<T, String> id, Function<T, Object> document) {
    List<T> items = rows.subList(0, Math.min(size, rows.size()));
    Response.ResponseBuilder response =
        Response.ok(items.stream().map(document).toList()).header("x-ms-item-type", itemType);
    if (rows.size() > size) {
      String last = id.apply(items.getLast());
      response.header(
          "x-ms-continuation",
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(last.getBytes(StandardCharsets.UTF_8)));
    }
    return response.build();
  }
}
