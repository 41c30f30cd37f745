package dev.homeport.mail;

import java.nio.file.Path;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The SMTP server that mail is handed to.
 *
 * @param user to sign in as; null: no sign-in
 * @param passwordFile read at each sign-in, so that it can be replaced
 * @param tls with the certificates that are trusted; null: the JDK's
 */
public record MailSettings(
    String host,
    int port,
    Security security,
    @Nullable String user,
    @Nullable Path passwordFile,
    String from,
    @Nullable SSLSocketFactory tls) {

  /** How the way to the server is kept private. */
  public enum Security {
    /** Not at all, for a server on the same machine. */
    NONE,
    /** TLS after the greeting; without it no mail is sent. */
    STARTTLS,
    /** TLS from the first byte. */
    TLS
  }
}
