package dev.homeport.registry;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The access policies of hubs. They are read with every token, so a change counts at once, on every
 * node. Thread-safe.
 */
public final class HubPolicies {

  /** Of one hub. */
  public static final int MAX = 100;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /** The policies that every hub begins with. */
  private static final Map<String, Set<Right>> BUILT_IN =
      Map.of(
          "iothubowner", EnumSet.allOf(Right.class),
          "service", EnumSet.of(Right.SERVICE_CONNECT),
          "device", EnumSet.of(Right.DEVICE_CONNECT),
          "registryRead", EnumSet.of(Right.REGISTRY_READ),
          "registryReadWrite", EnumSet.of(Right.REGISTRY_READ, Right.REGISTRY_WRITE));

  private final Jdbi jdbi;
  private final HubStore store = new HubStore();

  public HubPolicies(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Whether every hub has a policy of that name, which stays. */
  public static boolean isBuiltIn(String name) {
    return BUILT_IN.containsKey(name);
  }

  /** Gives a hub the policies that every hub begins with, as far as it lacks them. */
  static void begin(HubStore store, Handle handle, HubName hub) {
    BUILT_IN.forEach((name, rights) -> store.insertPolicy(handle, hub, name, rights));
  }

  /** All of a hub, by name. */
  public List<HubPolicy> all(HubName hub) {
    return jdbi.withHandle(handle -> store.policies(handle, hub));
  }

  /**
   * The policy.
   *
   * @throws HubException with {@link ErrorCode#NOT_FOUND}
   */
  public HubPolicy get(HubName hub, String name) {
    return jdbi.withHandle(handle -> get(handle, hub, name));
  }

  private HubPolicy get(Handle handle, HubName hub, String name) {
    return store.policy(handle, hub, name).orElseThrow(() -> notFound(name));
  }

  private static HubException notFound(String name) {
    return new HubException(ErrorCode.NOT_FOUND, "no policy " + name);
  }

  /**
   * A new policy with fresh keys.
   *
   * @param name 1 to 64 letters, digits, {@code . _ -}
   * @param rights at least one
   */
  public HubPolicy create(HubName hub, String name, Set<Right> rights) {
    if (!NAME.matcher(name).matches()) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID,
          "a policy's name has 1 to 64 letters, digits, dots, hyphens, underscores");
    }
    if (name.equals("registration")) {
      // Devices of the provisioning service sign with their own key under this name.
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "registration is no name for a policy");
    }
    if (rights.isEmpty()) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "a policy has at least one right");
    }
    return jdbi.inTransaction(
        handle -> {
          store.lock(handle);
          if (store.policies(handle, hub).size() >= MAX) {
            throw new HubException(
                ErrorCode.QUOTA_EXCEEDED, "a hub has at most " + MAX + " policies");
          }
          if (!store.insertPolicy(handle, hub, name, rights)) {
            throw new HubException(
                ErrorCode.POLICY_ALREADY_EXISTS, "there is a policy " + name + " already");
          }
          return get(handle, hub, name);
        });
  }

  /** A fresh key; whoever has the old one is refused from now on. */
  public HubPolicy renewKey(HubName hub, String name, boolean primary) {
    return jdbi.inTransaction(
        handle -> {
          store.renewKey(handle, hub, name, primary);
          return get(handle, hub, name);
        });
  }

  /** Deletes a policy that is not built in. */
  public void delete(HubName hub, String name) {
    if (isBuiltIn(name)) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "every hub has a policy " + name);
    }
    if (!jdbi.inTransaction(handle -> store.deletePolicy(handle, hub, name))) {
      throw notFound(name);
    }
  }
}
