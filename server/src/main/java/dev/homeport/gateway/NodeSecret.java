package dev.homeport.gateway;

import dev.homeport.Secret;
import org.jdbi.v3.core.Jdbi;

/** The secret by which the nodes of one installation know each other, kept in their database. */
public record NodeSecret(Secret value) {

  private static final String NAME = "node";
  private static final int BYTES = 32;

  /** Reads the secret; the first node of an installation makes it. */
  public static NodeSecret load(Jdbi jdbi) {
    return jdbi.withHandle(
        handle -> {
          handle
              .createUpdate(
                  """
                  INSERT INTO installation_secret (name, value) VALUES (:name, :value)
                  ON CONFLICT (name) DO NOTHING
                  """)
              .bind("name", NAME)
              .bind("value", Secret.randomKey(BYTES).reveal())
              .execute();
          return new NodeSecret(
              new Secret(
                  handle
                      .createQuery("SELECT value FROM installation_secret WHERE name = :name")
                      .bind("name", NAME)
                      .mapTo(String.class)
                      .one()));
        });
  }
}
