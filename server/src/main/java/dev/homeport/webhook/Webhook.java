package dev.homeport.webhook;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.Secret;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where a program takes messages.
 *
 * @param secret that they are signed with
 */
public record Webhook(URI url, Secret secret) {

  private static final int MIN_SECRET = 16;

  /**
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID}
   */
  public Webhook {
    boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
    if (!web || url.getHost() == null || url.getRawUserInfo() != null) {
      throw invalid("url begins with https:// or http:// and has a host and no password");
    }
    if (secret.reveal().length() < MIN_SECRET) {
      throw invalid("secret has at least " + MIN_SECRET + " characters");
    }
  }

  /**
   * As people write it.
   *
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID}
   */
  public static Webhook of(String url, String secret) {
    try {
      return new Webhook(new URI(url), new Secret(secret));
    } catch (URISyntaxException e) {
      throw invalid("url is none");
    }
  }

  private static HubException invalid(String reason) {
    return new HubException(ErrorCode.ARGUMENT_INVALID, reason);
  }
}
