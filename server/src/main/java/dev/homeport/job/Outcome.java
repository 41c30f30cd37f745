package dev.homeport.job;

import dev.homeport.HubException;
import dev.homeport.Identity;
import dev.homeport.messaging.MethodResult;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** How it went with one device. */
record Outcome(
    Identity identity,
    TargetStatus status,
    @Nullable Integer methodStatus,
    @Nullable String methodPayload,
    @Nullable String errorCode,
    @Nullable String errorDescription) {

  /** The device never came online, or its turn never came. */
  static final String NOT_STARTED = "JobRunPreconditionFailed";

  static final String NOT_STARTED_REASON =
      "the job's time was over before the device was online and its turn had come";

  /** What it did is not known, and a method is never called twice. */
  static final String UNKNOWN = "DeviceMethodOutcomeUnknown";

  static final String INTERRUPTED_REASON =
      "the server ended while the method was under way: the device may have run it, so it was not"
          + " called again";

  static Outcome done(Identity identity) {
    return new Outcome(identity, TargetStatus.COMPLETED, null, null, null, null);
  }

  static Outcome refused(Identity identity, HubException why) {
    return failed(identity, why.code().code(), why.getMessage());
  }

  static Outcome failed(Identity identity, String code, String description) {
    return new Outcome(identity, TargetStatus.FAILED, null, null, code, description);
  }

  static Outcome of(Identity identity, MethodResult result) {
    return switch (result) {
      case MethodResult.Answered(int status, byte[] payload) ->
          new Outcome(
              identity,
              TargetStatus.COMPLETED,
              status,
              new String(payload, StandardCharsets.UTF_8),
              null,
              null);
      case MethodResult.NotOnline _ ->
          new Outcome(identity, TargetStatus.PENDING, null, null, null, null);
      case MethodResult.NoSuchDevice() ->
          failed(identity, "DeviceNotFound", "the device was deleted");
      case MethodResult.NoSuchModule() ->
          failed(identity, "ModuleNotFound", "the module was deleted");
      case MethodResult.TimedOut timedOut ->
          failed(
              identity,
              "GatewayTimeout",
              "the device did not answer within " + timedOut.waited().toSeconds() + " seconds");
      case MethodResult.Lost() ->
          failed(
              identity,
              UNKNOWN,
              "the connection ended before the device answered: it may have run the method, so it"
                  + " was not called again");
      case MethodResult.InvalidAnswer() ->
          failed(identity, "DeviceInvalidResult", "the device did not answer with JSON");
    };
  }
}
