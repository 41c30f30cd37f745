package dev.homeport.access;

import dev.homeport.HubName;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a call, once that is proven. The filters leave it in the request under {@link
 * #PROPERTY}, also when they go on to refuse the call.
 */
public sealed interface Caller {

  /** The request property that holds the caller. */
  String PROPERTY = "homeport.caller";

  /** The name of the caller that the request property holds; empty when nobody has proven who. */
  static String nameIn(@Nullable Object property) {
    return property instanceof Caller caller ? caller.name() : "";
  }

  /** What to call it in logs and in the audit. */
  String name();

  /** {@code admin}, {@code technician}, {@code viewer}; of a service, {@code service}. */
  String roleName();

  boolean allows(Action action);

  /** The group whose devices it is limited to; null: all devices. */
  @Nullable String group();

  /** Whether it is there for that hub too. */
  default boolean isFor(HubName hub) {
    return true;
  }

  /**
   * Somebody who signed in.
   *
   * @param sessionId names the session; proves nothing
   * @param mustChangePassword whether that is all that is allowed for now
   */
  record Person(
      String name, Role role, @Nullable String group, String sessionId, boolean mustChangePassword)
      implements Caller {
    @Override
    public String roleName() {
      return role.wire();
    }

    @Override
    public boolean allows(Action action) {
      return role.allows(action)
          && (!mustChangePassword || action == Action.OWN_ACCOUNT || action == Action.SIGN_IN);
    }
  }

  /**
   * A program with a token of a person's, which may do what both the token and the person may.
   *
   * @param token names the token; proves nothing
   * @param hub the only hub that it may speak to; null: all
   */
  record Program(
      String tokenName,
      String token,
      String owner,
      Role role,
      Role ownerRole,
      @Nullable String group,
      @Nullable HubName hub)
      implements Caller {
    @Override
    public String name() {
      return owner + " by the token " + tokenName;
    }

    @Override
    public String roleName() {
      return role.wire();
    }

    @Override
    public boolean allows(Action action) {
      return action != Action.OWN_ACCOUNT && role.allows(action) && ownerRole.allows(action);
    }

    @Override
    public boolean isFor(HubName asked) {
      return hub == null || hub.equals(asked);
    }
  }

  /** A service with a policy of a hub, which was judged by the policy's own rights. */
  record Service(HubName hub, String policy) implements Caller {
    @Override
    public String name() {
      return "policy " + policy;
    }

    @Override
    public String roleName() {
      return "service";
    }

    @Override
    public boolean allows(Action action) {
      return false;
    }

    @Override
    public @Nullable String group() {
      return null;
    }
  }
}
