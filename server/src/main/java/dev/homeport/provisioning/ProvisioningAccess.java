package dev.homeport.provisioning;

import dev.homeport.HubException;
import dev.homeport.Secret;
import dev.homeport.access.SasToken;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The id scope by which devices name this installation, and the policies by which services prove
 * that they may administer it, and the installation that it is the one that asks. All are made at
 * the first start. Thread-safe.
 */
public final class ProvisioningAccess {

  /** The policy with all rights. */
  public static final String OWNER = "provisioningserviceowner";

  /** Allows nothing: programs that choose hubs know by its keys who asks. */
  static final String ALLOCATION = "customallocation";

  private static final int KEY_BYTES = 64;
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final Map<String, Set<ProvisioningRight>> BUILT_IN =
      Map.of(
          OWNER,
          EnumSet.allOf(ProvisioningRight.class),
          "enrollmentread",
          EnumSet.of(ProvisioningRight.ENROLLMENT_READ, ProvisioningRight.REGISTRATION_STATUS_READ),
          "registrationstatusread",
          EnumSet.of(ProvisioningRight.REGISTRATION_STATUS_READ),
          ALLOCATION,
          EnumSet.noneOf(ProvisioningRight.class));

  private final Jdbi jdbi;
  private final Clock clock;
  private final String idScope;
  private final Secret challengeKey;

  public ProvisioningAccess(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
    Scope scope =
        jdbi.inTransaction(
            handle -> {
              BUILT_IN.forEach((name, rights) -> ensurePolicy(handle, name, rights));
              return ensureScope(handle);
            });
    this.idScope = scope.idScope();
    this.challengeKey = scope.challengeKey();
  }

  private record Scope(String idScope, Secret challengeKey) {}

  private static Scope ensureScope(Handle handle) {
    handle
        .createUpdate(
            """
            INSERT INTO provisioning_scope AS s (id_scope, challenge_key) VALUES (:scope, :key)
            ON CONFLICT (only_one)
            DO UPDATE SET challenge_key = coalesce(s.challenge_key, excluded.challenge_key)
            """)
        .bind("scope", "0ne%08X".formatted(RANDOM.nextInt()))
        .bind("key", Secret.randomKey(KEY_BYTES).reveal())
        .execute();
    return handle
        .createQuery("SELECT id_scope, challenge_key FROM provisioning_scope")
        .map((row, _) -> new Scope(row.getString(1), new Secret(row.getString(2))))
        .one();
  }

  private static void ensurePolicy(Handle handle, String name, Set<ProvisioningRight> rights) {
    handle
        .createUpdate(
            """
            INSERT INTO provisioning_policy (name, rights, primary_key, secondary_key)
            VALUES (:name, :rights, :primary, :secondary)
            ON CONFLICT DO NOTHING
            """)
        .bind("name", name)
        .bindArray("rights", String.class, rights.stream().map(ProvisioningRight::name).toList())
        .bind("primary", Secret.randomKey(KEY_BYTES).reveal())
        .bind("secondary", Secret.randomKey(KEY_BYTES).reveal())
        .execute();
  }

  /** What devices name to reach this installation, {@code 0ne…}. */
  public String idScope() {
    return idScope;
  }

  /** What challenges of TPMs are derived from. */
  Secret challengeKey() {
    return challengeKey;
  }

  /** A policy as it is now. */
  public Optional<ProvisioningPolicy> policy(String name) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT name, rights, primary_key, secondary_key FROM provisioning_policy
                    WHERE name = :name
                    """)
                .bind("name", name)
                .map(
                    (row, _) ->
                        new ProvisioningPolicy(
                            row.getString(1),
                            Arrays.stream((String[]) row.getArray(2).getArray())
                                .map(ProvisioningRight::valueOf)
                                .collect(Collectors.toUnmodifiableSet()),
                            new Secret(row.getString(3)),
                            new Secret(row.getString(4))))
                .findOne());
  }

  /**
   * Whose primary key signs what programs that choose hubs are asked, and whose secondary key does
   * so after the next renewal.
   */
  public ProvisioningPolicy allocation() {
    return policy(ALLOCATION).orElseThrow();
  }

  /** Has the secondary key of {@link #allocation} sign from now on, and makes one to follow it. */
  public ProvisioningPolicy renewAllocationKey() {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE provisioning_policy
                    SET primary_key = secondary_key, secondary_key = :fresh
                    WHERE name = :name
                    """)
                .bind("fresh", Secret.randomKey(KEY_BYTES).reveal())
                .bind("name", ALLOCATION)
                .execute());
    return allocation();
  }

  /**
   * The policy that a service's token proves, when it covers {@code path}.
   *
   * @param text the value of the Authorization header
   */
  public Optional<ProvisioningPolicy> service(String path, String text) {
    SasToken token;
    try {
      token = SasToken.parse(text);
    } catch (HubException e) {
      return Optional.empty();
    }
    if (token.isExpired(clock.instant()) || !token.covers(path)) {
      return Optional.empty();
    }
    return policy(token.policy())
        .filter(
            policy ->
                token.isSignedWith(policy.primaryKey())
                    || token.isSignedWith(policy.secondaryKey()));
  }
}
