package dev.homeport.app.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.DeviceId;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.Identity;
import dev.homeport.access.Action;
import dev.homeport.access.Needs;
import dev.homeport.app.account.AskedHub;
import dev.homeport.app.account.OfHub;
import dev.homeport.messaging.DirectMethod;
import dev.homeport.messaging.MethodResult;
import dev.homeport.messaging.MethodService;
import dev.homeport.messaging.WritableJson;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Direct methods of a device. */
@OfHub
@Path("/api/v1/devices/{deviceId}/methods")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "methods")
public final class ConsoleMethodResource {

  private final AskedHub hub;
  private final MethodService methods;
  private final ObjectMapper json;

  public ConsoleMethodResource(AskedHub hub, MethodService methods, ObjectMapper json) {
    this.hub = hub;
    this.methods = methods;
    this.json = json;
  }

  @POST
  @Needs(Action.OPERATE_DEVICES)
  @Operation(operationId = "invokeMethod", summary = "Calls a method and waits for the answer")
  @APIResponse(
      responseCode = "200",
      description = "The device's answer",
      content = @Content(schema = @Schema(implementation = MethodResponse.class)))
  @APIResponse(responseCode = "400", description = "The call is invalid")
  @APIResponse(responseCode = "404", description = "No such device, or it is not connected")
  @APIResponse(responseCode = "504", description = "The device did not answer in time")
  public MethodResponse invoke(
      @PathParam("deviceId") String deviceId,
      @RequestBody(
              required = true,
              content = @Content(schema = @Schema(implementation = MethodRequest.class)))
          byte @Nullable [] body)
      throws JsonProcessingException {
    MethodRequest request = request(body);
    if (request == null || request.methodName() == null) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "methodName is missing");
    }
    MethodResult result =
        methods.invoke(
            Identity.device(hub.name(), new DeviceId(deviceId)),
            new DirectMethod(
                request.methodName(),
                DirectMethod.payload(request.payload()),
                request.responseTimeoutInSeconds() == null
                    ? DirectMethod.DEFAULT_RESPONSE_TIMEOUT
                    : Duration.ofSeconds(request.responseTimeoutInSeconds()),
                request.connectTimeoutInSeconds() == null
                    ? Duration.ZERO
                    : Duration.ofSeconds(request.connectTimeoutInSeconds())));
    return switch (result) {
      case MethodResult.Answered(int status, byte[] payload) ->
          new MethodResponse(status, parsed(payload));
      case MethodResult.NoSuchDevice() ->
          throw new HubException(ErrorCode.DEVICE_NOT_FOUND, "no device " + deviceId);
      case MethodResult.NoSuchModule() ->
          throw new HubException(ErrorCode.MODULE_NOT_FOUND, "no such module of " + deviceId);
      case MethodResult.NotOnline(Duration _) ->
          throw new HubException(
              ErrorCode.DEVICE_NOT_ONLINE,
              "the device is not connected, or takes no direct methods");
      case MethodResult.TimedOut(Duration waited) ->
          throw new HubException(
              ErrorCode.GATEWAY_TIMEOUT,
              "the device did not answer within " + waited.toSeconds() + " seconds");
      case MethodResult.Lost() ->
          throw new HubException(
              ErrorCode.GATEWAY_TIMEOUT,
              "the connection ended before the device answered; it may have run the method");
      case MethodResult.InvalidAnswer() ->
          throw new HubException(
              ErrorCode.DEVICE_INVALID_RESULT, "the device did not answer with JSON");
    };
  }

  private @Nullable MethodRequest request(byte @Nullable [] body) throws JsonProcessingException {
    try {
      return body == null || body.length == 0 ? null : json.readValue(body, MethodRequest.class);
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException | NumberFormatException e) {
      throw new HubException(ErrorCode.IOTHUB_FORMAT_ERROR, "the body is not JSON in UTF-8");
    }
  }

  private JsonNode parsed(byte[] payload) {
    try {
      JsonNode answer = json.readTree(payload);
      if (WritableJson.test(answer)) {
        return answer;
      }
    } catch (IOException | NumberFormatException e) {
      // said below; Jackson lets an exponent of many digits through to BigDecimal
    }
    throw new HubException(
        ErrorCode.DEVICE_INVALID_RESULT, "the device's answer cannot be shown as JSON");
  }
}
