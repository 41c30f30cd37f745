package dev.homeport.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.LoggedLines;
import dev.homeport.registry.BulkItem;
import dev.homeport.twin.TwinJson;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.CharConversionException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class HttpErrorsTest {

  private static final ObjectMapper JSON = TwinJson.mapper();

  private final HttpErrors errors = new HttpErrors(JSON);

  /** Of a request, only its path is asked for. */
  private static UriInfo at(String path) {
    return (UriInfo)
        Proxy.newProxyInstance(
            HttpErrorsTest.class.getClassLoader(),
            new Class<?>[] {UriInfo.class},
            (_, method, _) -> {
              if (method.getName().equals("getPath")) {
                return path;
              }
              throw new UnsupportedOperationException(method.getName());
            });
  }

  private static JsonNode body(Response response) {
    try {
      return JSON.readTree((String) response.getEntity());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void writesEveryCodeAsTheHubDoes(ErrorCode code) {
    Response response = errors.refused(new HubException(code, "said \"so\""), at("/devices/d"));

    assertThat(response.getStatus()).isEqualTo(code.number() / 1000).isBetween(400, 504);
    assertThat(response.getHeaderString("iothub-errorcode")).isEqualTo(code.code());
    assertThat(response.getMediaType()).hasToString("application/json");
    assertThat(body(response).path("Message").textValue())
        .isEqualTo("ErrorCode:" + code.code() + ";said \"so\"");
    assertThat(body(response).path("ExceptionMessage").textValue())
        .matches("Tracking ID:[0-9a-f]{32}-TimeStamp:.*Z");
  }

  @Test
  void writesJsonInsideTheMessageForDirectMethods() throws IOException {
    for (String path : new String[] {"/twins/d/methods", "/twins/d/modules/m/methods/"}) {
      Response response =
          errors.refused(new HubException(ErrorCode.ARGUMENT_INVALID, "no name"), at(path));

      assertThat(response.getStatus()).isEqualTo(400);
      assertThat(body(response).path("ExceptionMessage").textValue()).isEmpty();
      JsonNode inner = JSON.readTree(body(response).path("Message").textValue());
      assertThat(inner.path("errorCode").intValue()).isEqualTo(400004);
      assertThat(inner.path("message").textValue()).isEqualTo("no name");
    }
  }

  @Test
  void speaksProblemDetailsUnderItsOwnApi() {
    Response response =
        errors.refused(
            new HubException(ErrorCode.DEVICE_NOT_FOUND, "no device d"), at("/api/v1/devices/d"));

    assertThat(response.getStatus()).isEqualTo(404);
    assertThat(response.getMediaType()).hasToString("application/problem+json");
    assertThat(body(response))
        .isEqualTo(
            JSON.createObjectNode()
                .put("type", "about:blank")
                .put("title", "DeviceNotFound")
                .put("status", 404)
                .put("code", "DeviceNotFound")
                .put("detail", "no device d"));
  }

  @Test
  void tellsWhereABodyStopsBeingJson() {
    JsonProcessingException problem = problem("[\n{\"id\":}]");

    Response response = errors.notJson(problem, at("/devices"));

    assertThat(response.getStatus()).isEqualTo(400);
    assertThat(body(response).path("Message").textValue())
        .startsWith("ErrorCode:IotHubFormatError;")
        .contains("line 2, column 7")
        .doesNotContain("BulkItem");
  }

  private static JsonProcessingException problem(String body) {
    try {
      JSON.readValue(body, BulkItem[].class);
      throw new AssertionError("that is JSON");
    } catch (JsonProcessingException e) {
      return e;
    }
  }

  @Test
  void mapsWhatTheHttpServerRefusesByItsStatusAndItsCause() {
    Map.of(
            404, "NotFound",
            405, "OperationNotAllowed",
            413, "MessageTooLarge",
            415, "UnsupportedMediaType",
            406, "UnsupportedMediaType",
            400, "ArgumentInvalid",
            422, "ArgumentInvalid")
        .forEach(
            (status, code) ->
                assertThat(code(new WebApplicationException(status))).isEqualTo(code));
    assertThat(code(new WebApplicationException(new HubException(ErrorCode.THROTTLED, "slow"))))
        .isEqualTo("ThrottlingException");
    assertThat(code(new WebApplicationException(problem("[1"), 400)))
        .isEqualTo("IotHubFormatError");
    assertThat(code(new WebApplicationException(new CharConversionException("UTF-32"), 400)))
        .isEqualTo("IotHubFormatError");
  }

  private String code(WebApplicationException problem) {
    return errors.http(problem, at("/devices")).getHeaderString("iothub-errorcode");
  }

  @Test
  void refusesBytesThatAreNoText() {
    assertThat(
            errors
                .notText(new CharConversionException("Invalid UTF-32"), at("/devices"))
                .getHeaderString("iothub-errorcode"))
        .isEqualTo("IotHubFormatError");
  }

  @Test
  void keepsAFaultToItselfAndLogsItWithTheNumberThatTheClientGets() {
    try (LoggedLines logged = LoggedLines.listen()) {
      Response response = errors.fault(new IllegalStateException("secret detail"), at("/twins/d"));

      assertThat(response.getStatus()).isEqualTo(500);
      assertThat((String) response.getEntity())
          .contains("ErrorCode:ServerError;")
          .doesNotContain("secret detail")
          .doesNotContain("IllegalState");
      assertThat(logged.faults())
          .singleElement()
          .asString()
          .contains("request failed", "secret detail");
    }
  }
}
