package dev.homeport.onboarding;

import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** A secret that the nodes of an installation share, made by the first that needs it. */
final class StoredSecret {

  private StoredSecret() {}

  static String of(Jdbi jdbi, String name, Supplier<String> fresh) {
    return jdbi.inTransaction(
        handle -> {
          Optional<String> found = find(handle, name);
          if (found.isPresent()) {
            return found.get();
          }
          handle
              .createUpdate(
                  """
                  INSERT INTO installation_secret (name, value) VALUES (:name, :value)
                  ON CONFLICT (name) DO NOTHING
                  """)
              .bind("name", name)
              .bind("value", fresh.get())
              .execute();
          return find(handle, name).orElseThrow();
        });
  }

  private static Optional<String> find(Handle handle, String name) {
    return handle
        .createQuery("SELECT value FROM installation_secret WHERE name = :name")
        .bind("name", name)
        .mapTo(String.class)
        .findOne();
  }
}
