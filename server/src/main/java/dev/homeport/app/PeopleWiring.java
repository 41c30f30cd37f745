package dev.homeport.app;

import dev.homeport.Secret;
import dev.homeport.access.Role;
import dev.homeport.app.account.Accounts;
import dev.homeport.app.account.ApiTokens;
import dev.homeport.app.account.Callers;
import dev.homeport.app.account.ExternalSignIn;
import dev.homeport.app.account.FirstAdmin;
import dev.homeport.app.account.OidcSettings;
import dev.homeport.app.account.SignIn;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Makes the parts that let people and their programs in. */
public final class PeopleWiring {

  @Produces
  @Singleton
  SignIn signIn(Jdbi jdbi, Clock clock) {
    Settings settings = Main.started().settings();
    FirstAdmin.ensure(jdbi, clock, settings.admin().user(), settings.data());
    return new SignIn(jdbi, clock);
  }

  @Produces
  @Singleton
  Accounts accounts(Jdbi jdbi, Clock clock) {
    return new Accounts(jdbi, clock);
  }

  @Produces
  @Singleton
  ApiTokens apiTokens(Jdbi jdbi, Clock clock) {
    return new ApiTokens(jdbi, clock);
  }

  @Produces
  @Singleton
  Callers callers(SignIn signIn, ApiTokens tokens) {
    return new Callers(signIn, tokens);
  }

  @Produces
  @Singleton
  ExternalSignIn externalSignIn(Jdbi jdbi, Clock clock, SignIn signIn, Accounts accounts) {
    return new ExternalSignIn(
        jdbi, clock, signIn, accounts, oidc(Main.started().settings().oidc()));
  }

  private static Optional<OidcSettings> oidc(Settings.Oidc oidc) {
    return oidc.issuer()
        .map(
            issuer ->
                new OidcSettings(
                    issuer,
                    oidc.clientId().orElseThrow(),
                    oidc.clientSecret().map(Secret::new).orElse(null),
                    oidc.name(),
                    oidc.scopes(),
                    oidc.userNameClaim(),
                    oidc.roleClaim(),
                    Map.of(
                        Role.ADMIN, oidc.roles().admin().orElse(List.of()),
                        Role.TECHNICIAN, oidc.roles().technician().orElse(List.of()),
                        Role.VIEWER, oidc.roles().viewer().orElse(List.of())),
                    oidc.groupClaim().orElse(null),
                    oidc.ca().orElse(null)));
  }
}
