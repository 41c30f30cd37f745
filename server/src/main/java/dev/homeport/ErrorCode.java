package dev.homeport;

/**
 * The hub's error vocabulary, as the service SDKs parse it ({@code ErrorCode:DeviceNotFound;…} or
 * the six-digit number). The first three digits of {@link #number} are the HTTP status.
 *
 * <p>The numbers that the hub and DPS share are those of {@code ErrorCode.cs} in
 * azure-iot-sdk-csharp (iothub/service and provisioning/service). DPS's own are published nowhere
 * (azure-docs, issue 57082); seen in the open are 400207 (azure-sdk-for-c, {@code
 * test_az_iot_provisioning_client.c}), 404201 and 404202. 403202, 404203, 409201 and 409202 are
 * Homeport's, after the same pattern; clients read the status alone. Where the last three digits
 * are 000 there is no number.
 */
public enum ErrorCode {
  ARGUMENT_INVALID("ArgumentInvalid", 400004),
  INVALID_PROTOCOL_VERSION("InvalidProtocolVersion", 400001),
  IOTHUB_FORMAT_ERROR("IotHubFormatError", 400006),
  DEVICE_DEFINED_MULTIPLE_TIMES("DeviceDefinedMultipleTimes", 400011),
  DEVICE_INVALID_RESULT("DeviceInvalidResult", 400027),
  CLAIM_CODE_MISTYPED("ClaimCodeMistyped", 400000),
  CLAIM_CODE_INVALID("ClaimCodeInvalid", 404000),
  CERTIFICATE_MISMATCH("CertificateMismatch", 400000),
  CERTIFICATE_REQUEST_REFUSED("CertificateRequestRefused", 400000),
  NETWORK_INVALID("NetworkInvalid", 400000),
  CUSTOM_ALLOCATION_FAILED("CustomAllocationFailed", 400207),
  UNAUTHORIZED("IotHubUnauthorizedAccess", 401002),
  QUOTA_EXCEEDED("IotHubQuotaExceeded", 403002),
  JOB_QUOTA_EXCEEDED("JobQuotaExceeded", 403003),
  DEVICE_MAXIMUM_QUEUE_DEPTH_EXCEEDED("DeviceMaximumQueueDepthExceeded", 403004),
  FORBIDDEN("IotHubForbidden", 403010),
  ENROLLMENT_EXPIRED("EnrollmentExpired", 403202),
  DEVICE_NOT_FOUND("DeviceNotFound", 404001),
  JOB_NOT_FOUND("JobNotFound", 404002),
  MODULE_NOT_FOUND("ModuleNotFound", 404010),
  DEVICE_NOT_ONLINE("DeviceNotOnline", 404103),
  NOT_FOUND("NotFound", 404000),
  RECORD_NOT_FOUND("RecordNotFound", 404000),
  CONFIGURATION_NOT_FOUND("ConfigurationNotFound", 404000),
  ENROLLMENT_NOT_FOUND("EnrollmentNotFound", 404201),
  ENROLLMENT_GROUP_NOT_FOUND("EnrollmentGroupNotFound", 404202),
  REGISTRATION_NOT_FOUND("RegistrationNotFound", 404203),
  METHOD_NOT_ALLOWED("OperationNotAllowed", 405000),
  DEVICE_ALREADY_EXISTS("DeviceAlreadyExists", 409001),
  JOB_ALREADY_EXISTS("JobAlreadyExists", 409002),
  MODULE_ALREADY_EXISTS("ModuleAlreadyExistsOnDevice", 409301),
  CONFIGURATION_ALREADY_EXISTS("ConfigurationAlreadyExists", 409000),
  ENROLLMENT_ALREADY_EXISTS("EnrollmentAlreadyExists", 409201),
  DEVICE_ID_TAKEN("DeviceIdTaken", 409202),
  HUB_ALREADY_EXISTS("HubAlreadyExists", 409000),
  HUB_NOT_EMPTY("HubNotEmpty", 409000),
  POLICY_ALREADY_EXISTS("PolicyAlreadyExists", 409000),
  CERTIFICATE_ALREADY_EXISTS("CertificateAlreadyExists", 409000),
  USER_ALREADY_EXISTS("UserAlreadyExists", 409000),
  MAC_TAKEN("MacTaken", 409000),
  ALREADY_PROVISIONED("AlreadyProvisioned", 409000),
  FIRMWARE_ALREADY_EXISTS("FirmwareAlreadyExists", 409000),
  FIRMWARE_IN_USE("FirmwareInUse", 409000),
  DEPLOYMENT_CONFLICT("DeploymentConflict", 409000),
  UPLOAD_CONFLICT("UploadConflict", 409000),
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
