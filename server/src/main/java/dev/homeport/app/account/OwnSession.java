package dev.homeport.app.account;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A session of the person who asks.
 *
 * @param current whether it is the one that asks
 */
@Schema(
    name = "OwnSession",
    requiredProperties = {
      "id",
      "remoteAddress",
      "userAgent",
      "createdAt",
      "lastSeenAt",
      "expiresAt",
      "current"
    })
public record OwnSession(
    String id,
    String remoteAddress,
    String userAgent,
    @Schema(format = "date-time") String createdAt,
    @Schema(format = "date-time") String lastSeenAt,
    @Schema(format = "date-time") String expiresAt,
    boolean current) {

  static OwnSession of(SessionStore.Row row, String current) {
    return new OwnSession(
        row.id().toString(),
        row.remoteAddress(),
        row.userAgent(),
        row.createdAt().toString(),
        row.lastSeenAt().toString(),
        row.expiresAt().toString(),
        row.id().toString().equals(current));
  }
}
