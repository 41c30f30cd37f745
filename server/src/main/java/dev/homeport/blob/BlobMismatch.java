package dev.homeport.blob;

import java.io.IOException;

/** Content that is not what was announced; nothing of it was kept. */
public final class BlobMismatch extends IOException {

  private static final long serialVersionUID = 1L;

  BlobMismatch(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
