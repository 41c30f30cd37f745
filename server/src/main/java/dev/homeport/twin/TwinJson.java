package dev.homeport.twin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * JSON as a hub must read and write it: integers and decimals stay what they were (2 is not 2.0,
 * nor the other way round), nothing is read beyond the value, no name stands twice, nesting is
 * bounded.
 */
public final class TwinJson {

  private static final int MAX_DEPTH = 64;

  /** PostgreSQL writes 1e300 with all its zeros, and as many may follow the point. */
  private static final int MAX_NUMBER = 700;

  private TwinJson() {}

  /** A mapper of these settings, to be shared. */
  public static ObjectMapper mapper() {
    JsonFactory factory =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER)
                    .build())
            .build();
    return JsonMapper.builder(factory)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        .build();
  }

  private interface Reading {
    @Nullable JsonNode read() throws IOException;
  }

  /**
   * Reads a body.
   *
   * @param json of these settings
   * @throws HubException with {@link ErrorCode#IOTHUB_FORMAT_ERROR}, or {@link
   *     ErrorCode#ARGUMENT_INVALID} when it is empty
   */
  public static JsonNode read(ObjectMapper json, byte @Nullable [] body) {
    return read(() -> json.readTree(body == null ? new byte[0] : body));
  }

  /** Reads a text, as {@link #read(ObjectMapper, byte[])}. */
  public static JsonNode read(ObjectMapper json, String text) {
    return read(() -> json.readTree(text));
  }

  private static JsonNode read(Reading reading) {
    try {
      JsonNode parsed = reading.read();
      if (parsed == null || parsed.isMissingNode()) {
        throw new HubException(ErrorCode.ARGUMENT_INVALID, "the body is empty");
      }
      return parsed;
    } catch (JsonProcessingException e) {
      var at = e.getLocation(); // null for a text that is JSON but beyond all bounds
      throw new HubException(
          ErrorCode.IOTHUB_FORMAT_ERROR,
          at == null
              ? "JSON nested too deeply, or with a number too long"
              : "not JSON at "
                  + (at.getLineNr() == 1 ? "" : "line " + at.getLineNr() + ", ")
                  + "column "
                  + at.getColumnNr());
    } catch (NumberFormatException e) {
      // Jackson lets an exponent of many digits through to BigDecimal
      throw new HubException(ErrorCode.IOTHUB_FORMAT_ERROR, "JSON with a number out of bounds");
    } catch (IOException e) {
      throw new HubException(ErrorCode.IOTHUB_FORMAT_ERROR, "not JSON in UTF-8");
    }
  }
}
