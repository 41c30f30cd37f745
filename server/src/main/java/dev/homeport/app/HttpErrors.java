package dev.homeport.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.CharConversionException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jdbi.v3.core.ConnectionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How refusals and faults look over HTTP. The hub's REST API speaks as IoT Hub does: {@code
 * {"Message":"ErrorCode:DeviceNotFound;…","ExceptionMessage":"Tracking ID:…-TimeStamp:…"}}, for
 * direct methods with a JSON text inside {@code Message}; the provisioning service as DPS does,
 * {@code {"errorCode":404201,"message":…}}. Homeport's own API speaks RFC 9457.
 */
public final class HttpErrors {

  private static final Logger LOGGER = LoggerFactory.getLogger(HttpErrors.class);

  private final ObjectMapper json;

  public HttpErrors(ObjectMapper json) {
    this.json = json;
  }

  @ServerExceptionMapper
  public Response refused(HubException refusal, @Context UriInfo uri) {
    return answer(refusal.code(), refusal.getMessage(), uri, trackingId());
  }

  @ServerExceptionMapper
  public Response notJson(JsonProcessingException problem, @Context UriInfo uri) {
    var at = problem.getLocation();
    String where =
        at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    return answer(
        ErrorCode.IOTHUB_FORMAT_ERROR,
        "the body is not the JSON that is expected" + where,
        uri,
        trackingId());
  }

  /** Bytes that are no text in the encoding that they begin in. */
  @ServerExceptionMapper
  public Response notText(CharConversionException problem, @Context UriInfo uri) {
    return answer(ErrorCode.IOTHUB_FORMAT_ERROR, "the body is not UTF-8", uri, trackingId());
  }

  @ServerExceptionMapper
  public Response http(WebApplicationException problem, @Context UriInfo uri) {
    if (problem.getCause() instanceof HubException refusal) {
      return refused(refusal, uri);
    }
    if (problem.getCause() instanceof JsonProcessingException cause) {
      return notJson(cause, uri);
    }
    if (problem.getCause() instanceof CharConversionException cause) {
      return notText(cause, uri);
    }
    ErrorCode code =
        switch (problem.getResponse().getStatus()) {
          case 404 -> ErrorCode.NOT_FOUND;
          case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
          case 413 -> ErrorCode.MESSAGE_TOO_LARGE;
          case 415, 406 -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
          default -> ErrorCode.ARGUMENT_INVALID;
        };
    return answer(code, "the request cannot be served as it is", uri, trackingId());
  }

  /** The database is away, or more is asked of it than it can answer in time. */
  @ServerExceptionMapper
  public Response overloaded(ConnectionException cause, @Context UriInfo uri) {
    String trackingId = trackingId();
    LOGGER
        .atWarn()
        .addKeyValue("path", uri.getPath())
        .addKeyValue("trackingId", trackingId)
        .addKeyValue("cause", cause.getMessage())
        .log("no connection to the database");
    return answer(
        ErrorCode.SERVICE_UNAVAILABLE, "the hub cannot answer now, try again", uri, trackingId);
  }

  @ServerExceptionMapper
  public Response fault(Throwable fault, @Context UriInfo uri) {
    String trackingId = trackingId();
    LOGGER
        .atError()
        .addKeyValue("path", uri.getPath())
        .addKeyValue("trackingId", trackingId)
        .setCause(fault)
        .log("request failed");
    return answer(ErrorCode.SERVER_ERROR, "something went wrong in the hub", uri, trackingId);
  }

  private Response answer(ErrorCode code, String text, UriInfo uri, String trackingId) {
    String path = HubOperation.normalized(uri.getPath());
    if (path.startsWith("/api/")) {
      ObjectNode problem = json.createObjectNode();
      problem.put("type", "about:blank");
      problem.put("title", code.code());
      problem.put("status", code.httpStatus());
      problem.put("code", code.code());
      problem.put("detail", text);
      return Response.status(code.httpStatus())
          .type("application/problem+json")
          .entity(problem.toString())
          .build();
    }
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    ObjectNode body = json.createObjectNode();
    if (!(ProvisioningOperation.of("", path) instanceof ProvisioningOperation.Foreign)) {
      body.put("errorCode", code.number());
      body.put("trackingId", trackingId);
      body.put("message", text);
      body.putObject("info");
      body.put("timestampUtc", now.toString());
    } else if (path.endsWith("/methods")) {
      ObjectNode inner = json.createObjectNode();
      inner.put("errorCode", code.number());
      inner.put("trackingId", trackingId);
      inner.put("message", text);
      inner.putObject("info").put("timeout", 0);
      inner.put("timestampUtc", now.toString());
      body.put("Message", inner.toString());
      body.put("ExceptionMessage", "");
    } else {
      body.put("Message", "ErrorCode:" + code.code() + ";" + text);
      body.put("ExceptionMessage", "Tracking ID:" + trackingId + "-TimeStamp:" + now);
    }
    return Response.status(code.httpStatus())
        .type("application/json")
        .header("iothub-errorcode", code.code())
        .entity(body.toString())
        .build();
  }

  private static String trackingId() {
    return UUID.randomUUID().toString().replace("-", "");
  }
}
