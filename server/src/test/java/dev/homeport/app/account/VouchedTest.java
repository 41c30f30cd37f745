package dev.homeport.app.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeport.access.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VouchedTest {

  private static final OidcSettings SETTINGS =
      new OidcSettings(
          "https://idp",
          "homeport",
          null,
          "Acme",
          List.of("openid"),
          "preferred_username",
          "realm_access.roles",
          Map.of(Role.ADMIN, List.of("fleet-admin"), Role.VIEWER, List.of("staff", "guest")),
          "fleet",
          null);

  @Test
  void findsTheRoleOnThePathOfMembers() {
    Vouched vouched =
        Vouched.of(
            SETTINGS,
            "1",
            Map.of(
                "preferred_username",
                "anna",
                "realm_access",
                Map.of("roles", List.of("offline_access", "guest")),
                "fleet",
                List.of("north")));

    assertThat(vouched)
        .isEqualTo(new Vouched("https://idp", "1", "anna", Optional.of(Role.VIEWER), "north"));
  }

  @Test
  void givesTheRoleThatMayDoMost() {
    assertThat(role(Map.of("realm_access", Map.of("roles", List.of("staff", "fleet-admin")))))
        .contains(Role.ADMIN);
  }

  @Test
  void findsAClaimWhoseNameHasDots() {
    assertThat(role(Map.of("realm_access.roles", "fleet-admin"))).contains(Role.ADMIN);
  }

  @Test
  void givesNoRoleForClaimsOfAnotherForm() {
    assertThat(role(Map.of())).isEmpty();
    assertThat(role(Map.of("realm_access", "fleet-admin"))).isEmpty();
    assertThat(role(Map.of("realm_access", Map.of("roles", Map.of("fleet-admin", true)))))
        .isEmpty();
    assertThat(role(Map.of("realm_access", Map.of("roles", List.of("Fleet-Admin"))))).isEmpty();
  }

  @Test
  void limitsNoAdminToAGroup() {
    Vouched vouched =
        Vouched.of(
            SETTINGS,
            "1",
            Map.of("realm_access", Map.of("roles", "fleet-admin"), "fleet", "north"));

    assertThat(vouched.group()).isNull();
    assertThat(vouched.userName()).isEqualTo("1");
  }

  @Test
  void sendsNobodyToAnotherSite() {
    assertThat(OidcResource.page("/devices?search=a&page=2")).isEqualTo("/devices?search=a&page=2");
    assertThat(OidcResource.page("//evil.example")).isEqualTo("/");
    assertThat(OidcResource.page("https://evil.example")).isEqualTo("/");
    assertThat(OidcResource.page("/\\evil.example")).isEqualTo("/");
    assertThat(OidcResource.page("/a\r\nSet-Cookie: x=y")).isEqualTo("/");
    assertThat(OidcResource.page(null)).isEqualTo("/");
  }

  private static Optional<Role> role(Map<String, Object> claims) {
    return Vouched.of(SETTINGS, "1", claims).role();
  }
}
