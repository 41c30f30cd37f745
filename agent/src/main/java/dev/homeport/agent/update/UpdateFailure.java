package dev.homeport.agent.update;

/** Why an update came to nothing. */
final class UpdateFailure extends Exception {

  private static final long serialVersionUID = 1;

  /** What the hub is told as {@code reason}. */
  enum Reason {
    HASH_MISMATCH("HashMismatch"),
    SIGNATURE_INVALID("SignatureInvalid"),
    INVALID_ORDER("InvalidOrder"),
    INCOMPATIBLE("Incompatible"),
    NO_SPACE("NoSpace"),
    DOWNLOAD_FAILED("DownloadFailed"),
    INSTALL_FAILED("InstallFailed"),
    HEALTH_CHECK_FAILED("HealthCheckFailed"),
    CANCELLED("Cancelled");

    private final String word;

    Reason(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  private final Reason reason;

  UpdateFailure(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }

  String message() {
    return String.valueOf(getMessage());
  }
}
