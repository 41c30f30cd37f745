package dev.homeport.app.account;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Those who are on their way to the identity provider, each for ten minutes. A browser is known
 * again by a cookie of which the table holds the hash only. Thread-safe; blocks.
 */
final class SignInFlows {

  static final Duration LONGEST = Duration.ofMinutes(10);
  private static final int MAX_ID = 100;

  private final Jdbi jdbi;
  private final Clock clock;

  SignInFlows(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /** Keeps a flow; what is returned goes into the cookie. */
  String keep(SignInFlow flow) {
    String id = RandomToken.fresh();
    jdbi.useTransaction(
        handle -> {
          handle
              .createUpdate("DELETE FROM sign_in_flow WHERE expires_at <= :now")
              .bind("now", clock.instant())
              .execute();
          handle
              .createUpdate(
                  """
                  INSERT INTO sign_in_flow
                    (id_hash, state, nonce, verifier, redirect_uri, target, expires_at)
                  VALUES (:id, :state, :nonce, :verifier, :redirectUri, :target, :expiresAt)
                  """)
              .bind("id", RandomToken.hash(id))
              .bind("state", flow.state())
              .bind("nonce", flow.nonce())
              .bind("verifier", flow.verifier())
              .bind("redirectUri", flow.redirectUri())
              .bind("target", flow.target())
              .bind("expiresAt", clock.instant().plus(LONGEST))
              .execute();
        });
    return id;
  }

  /** The flow of a browser, once. */
  Optional<SignInFlow> take(String id) {
    return id.length() > MAX_ID
        ? Optional.empty()
        : jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        DELETE FROM sign_in_flow WHERE id_hash = :id AND expires_at > :now
                        RETURNING state, nonce, verifier, redirect_uri, target
                        """)
                    .bind("id", RandomToken.hash(id))
                    .bind("now", clock.instant())
                    .map(
                        (row, _) ->
                            new SignInFlow(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5)))
                    .findOne());
  }
}
