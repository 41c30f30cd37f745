package dev.homeport.app.account;

import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An error of Homeport's own API (RFC 9457). */
@Schema(
    name = "Problem",
    requiredProperties = {"type", "title", "status", "code", "detail"})
public record Problem(String type, String title, int status, String code, String detail) {

  public static final String MEDIA_TYPE = "application/problem+json";

  static Problem unauthorized(String detail) {
    return new Problem("about:blank", "Unauthorized", 401, "Unauthorized", detail);
  }

  static Problem forbidden(String detail) {
    return new Problem("about:blank", "Forbidden", 403, "Forbidden", detail);
  }

  static Problem passwordChangeNeeded() {
    return new Problem(
        "about:blank",
        "Password change needed",
        403,
        "PasswordChangeNeeded",
        "choose a password of your own first");
  }

  Response response() {
    return Response.status(status).type(MEDIA_TYPE).entity(this).build();
  }
}
