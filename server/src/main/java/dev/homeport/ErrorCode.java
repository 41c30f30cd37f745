package dev.homeport;

/**
 * The hub's error vocabulary, as the service SDKs parse it ({@code ErrorCode:DeviceNotFound;…} or
 * the six-digit number). The first three digits of {@link #number} are the HTTP status.
 */
public enum ErrorCode {
  ARGUMENT_INVALID("ArgumentInvalid", 400004),
  INVALID_PROTOCOL_VERSION("InvalidProtocolVersion", 400001),
  IOTHUB_FORMAT_ERROR("IotHubFormatError", 400006),
  DEVICE_DEFINED_MULTIPLE_TIMES("DeviceDefinedMultipleTimes", 400011),
  DEVICE_INVALID_RESULT("DeviceInvalidResult", 400027),
  UNAUTHORIZED("IotHubUnauthorizedAccess", 401002),
  QUOTA_EXCEEDED("IotHubQuotaExceeded", 403002),
  DEVICE_MAXIMUM_QUEUE_DEPTH_EXCEEDED("DeviceMaximumQueueDepthExceeded", 403004),
  FORBIDDEN("IotHubForbidden", 403010),
  DEVICE_NOT_FOUND("DeviceNotFound", 404001),
  JOB_NOT_FOUND("JobNotFound", 404002),
  MODULE_NOT_FOUND("ModuleNotFound", 404010),
  DEVICE_NOT_ONLINE("DeviceNotOnline", 404103),
  NOT_FOUND("NotFound", 404000),
  CONFIGURATION_NOT_FOUND("ConfigurationNotFound", 404000),
  METHOD_NOT_ALLOWED("OperationNotAllowed", 405000),
  DEVICE_ALREADY_EXISTS("DeviceAlreadyExists", 409001),
  JOB_ALREADY_EXISTS("JobAlreadyExists", 409002),
  MODULE_ALREADY_EXISTS("ModuleAlreadyExistsOnDevice", 409301),
  CONFIGURATION_ALREADY_EXISTS("ConfigurationAlreadyExists", 409000),
  USER_ALREADY_EXISTS("UserAlreadyExists", 409000),
  LAST_ADMIN("LastAdmin", 409000),
  PRECONDITION_FAILED("PreconditionFailed", 412001),
  DEVICE_MESSAGE_LOCK_LOST("DeviceMessageLockLost", 412002),
  MESSAGE_TOO_LARGE("MessageTooLarge", 413001),
  TOO_MANY_DEVICES("TooManyDevices", 413002),
  TOO_MANY_MODULES("TooManyModulesOnDevice", 413003),
  UNSUPPORTED_MEDIA_TYPE("UnsupportedMediaType", 415000),
  THROTTLED("ThrottlingException", 429001),
  SERVER_ERROR("ServerError", 500001),
  SERVICE_UNAVAILABLE("ServiceUnavailable", 503001),
  GATEWAY_TIMEOUT("GatewayTimeout", 504101);

  private final String code;
  private final int number;

  ErrorCode(String code, int number) {
    this.code = code;
    this.number = number;
  }

  /** The name on the wire, for instance {@code DeviceNotFound}. */
  public String code() {
    return code;
  }

  /** The six-digit number on the wire, for instance 404001. */
  public int number() {
    return number;
  }

  /** The HTTP status that goes with it. */
  public int httpStatus() {
    return number / 1000;
  }
}
