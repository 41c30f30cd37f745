package dev.homeport;

import java.util.Objects;

/**
 * A refusal that the caller only passes on: each edge turns {@link #code} into its wire by one
 * table. The message is written for the client: it names what was wrong and never holds a secret.
 */
public final class HubException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  public HubException(ErrorCode code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  public ErrorCode code() {
    return code;
  }
}
