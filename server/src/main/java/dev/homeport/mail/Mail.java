package dev.homeport.mail;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message in plain text. */
public record Mail(
    List<String> recipients, String subject, String text, @Nullable Attachment attachment) {

  /** A file that goes with it. */
  public record Attachment(Path file, String name, String mediaType) {}

  public Mail {
    recipients = List.copyOf(recipients);
  }
}
