package dev.homeport.app.account;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.homeport.access.Caller;
import dev.homeport.access.Role;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * The JWT of a session: {@code sub} is the user name, {@code roles} the role, {@code group} the
 * devices that the person is limited to, {@code sid} the session, {@code pwc} whether a password
 * has to be chosen first. It is good for {@link #LIFE}; until then rights are read from it alone.
 * Thread-safe; blocks.
 */
final class SessionToken {

  static final Duration LIFE = Duration.ofMinutes(15);

  private static final String ISSUER = "homeport";
  private static final String AUDIENCE = "homeport-api";

  private final SessionKeys keys;
  private final Clock clock;

  SessionToken(Jdbi jdbi, Clock clock) {
    this.keys = new SessionKeys(jdbi, clock, LIFE);
    this.clock = clock;
  }

  /** Who a token is of, and whether it is time for another one. */
  record Read(Caller.Person person, boolean ageing) {}

  String issue(Caller.Person person) {
    Instant now = clock.instant();
    return keys.sign(
        new JWTClaimsSet.Builder()
            .issuer(ISSUER)
            .audience(AUDIENCE)
            .jwtID(UUID.randomUUID().toString())
            .subject(person.name())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(LIFE)))
            .claim("sid", person.sessionId())
            .claim("roles", List.of(person.roleName()))
            .claim("group", person.group())
            .claim("pwc", person.mustChangePassword())
            .build());
  }

  /** Whose token it is; empty when no node signed it, or it is too old. */
  Optional<Read> read(String token) {
    return keys.verified(token).flatMap(this::read);
  }

  private Optional<Read> read(JWTClaimsSet claims) {
    try {
      Instant now = clock.instant();
      Date expires = claims.getExpirationTime();
      if (expires == null
          || !now.isBefore(expires.toInstant())
          || !ISSUER.equals(claims.getIssuer())
          || !claims.getAudience().contains(AUDIENCE)) {
        return Optional.empty();
      }
      Optional<Role> role = Role.of(claims.getStringListClaim("roles").getFirst());
      boolean ageing = now.plus(LIFE.dividedBy(2)).isAfter(expires.toInstant());
      return role.map(
          known ->
              new Read(
                  new Caller.Person(
                      claims.getSubject(),
                      known,
                      (String) claims.getClaim("group"),
                      (String) claims.getClaim("sid"),
                      Boolean.TRUE.equals(claims.getClaim("pwc"))),
                  ageing));
    } catch (ParseException e) {
      throw new IllegalStateException("a node signed what is no session", e);
    }
  }
}
