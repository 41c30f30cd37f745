package dev.homeport.agent.update;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The Ed25519 public key whose holder may publish firmware for a device. It is asked for at each
 * update, so that it can be replaced; a device without one installs nothing.
 */
public interface TrustedKey {

  /** PEM text, SubjectPublicKeyInfo; null for none. */
  @Nullable String pem() throws IOException, InterruptedException;

  /**
   * The key in a PEM file.
   *
   * @param file null for none
   */
  static TrustedKey in(@Nullable Path file) {
    return () -> file == null ? null : Files.readString(file);
  }
}
