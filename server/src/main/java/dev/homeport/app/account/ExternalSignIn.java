package dev.homeport.app.account;

import dev.homeport.access.Role;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs in those for whom the identity provider vouches. Their accounts are made at the first
 * sign-in; role and group are what the provider says at each. Thread-safe; blocks.
 */
public final class ExternalSignIn {

  private static final Logger LOGGER = LoggerFactory.getLogger(ExternalSignIn.class);

  private final SignIn signIn;
  private final Accounts accounts;
  private final SignInFlows flows;
  private final @Nullable IdentityProvider provider;

  /**
   * @param settings empty when there is no identity provider
   */
  public ExternalSignIn(
      Jdbi jdbi, Clock clock, SignIn signIn, Accounts accounts, Optional<OidcSettings> settings) {
    this.signIn = signIn;
    this.accounts = accounts;
    this.flows = new SignInFlows(jdbi, clock);
    this.provider = settings.map(IdentityProvider::new).orElse(null);
  }

  /**
   * Somebody on the way.
   *
   * @param provider where the browser goes
   * @param id for the cookie
   */
  record Started(URI provider, String id) {}

  /** What became of somebody who came back. */
  sealed interface Result {
    record SignedIn(SignIn.Begun begun) implements Result {}

    /** The provider knows the person, but gives no role. */
    record NoRole(String userName) implements Result {}

    record Disabled(String userName) implements Result {}
  }

  /** What the button on the sign-in page says; empty when there is no identity provider. */
  Optional<String> name() {
    return provider == null ? Optional.empty() : Optional.of(provider.settings().name());
  }

  Optional<Started> start(String redirectUri, String target) throws IdentityProvider.Unusable {
    if (provider == null) {
      return Optional.empty();
    }
    SignInFlow flow = SignInFlow.fresh(redirectUri, target);
    URI way = provider.authentication(flow);
    return Optional.of(new Started(way, flows.keep(flow)));
  }

  /** The flow that a browser began here, once. */
  Optional<SignInFlow> take(String id) {
    return flows.take(id);
  }

  Result finish(SignInFlow flow, String code, Origin origin) throws IdentityProvider.Unusable {
    if (provider == null) {
      throw new IdentityProvider.Unusable("there is no identity provider any more", null);
    }
    Vouched vouched = provider.exchange(flow, code);
    Optional<Role> role = vouched.role();
    if (role.isEmpty()) {
      LOGGER
          .atInfo()
          .addKeyValue("userName", vouched.userName())
          .log("sign-in refused: no role at the identity provider");
      return new Result.NoRole(vouched.userName());
    }
    Account account = accounts.vouched(vouched, role.get());
    return account.enabled()
        ? new Result.SignedIn(signIn.begin(account, origin))
        : new Result.Disabled(account.userName());
  }
}
