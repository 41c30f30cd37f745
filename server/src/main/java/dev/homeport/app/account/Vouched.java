package dev.homeport.app.account;

import dev.homeport.access.Role;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an identity provider says of somebody.
 *
 * @param subject names the person at the provider for good
 * @param userName what the provider calls the person now
 * @param role the first of admin, technician and viewer that a value of the role claim stands for;
 *     empty: nothing of them
 */
record Vouched(
    String issuer, String subject, String userName, Optional<Role> role, @Nullable String group) {

  static Vouched of(OidcSettings settings, String subject, Map<String, Object> claims) {
    List<String> values = texts(claim(claims, settings.roleClaim()));
    Optional<Role> role =
        Stream.of(Role.values())
            .filter(
                candidate ->
                    settings.roles().getOrDefault(candidate, List.of()).stream()
                        .anyMatch(values::contains))
            .findFirst();
    String groupClaim = settings.groupClaim();
    List<String> groups = groupClaim == null ? List.of() : texts(claim(claims, groupClaim));
    List<String> names = texts(claim(claims, settings.userNameClaim()));
    return new Vouched(
        settings.issuer(),
        subject,
        names.isEmpty() ? subject : names.getFirst(),
        role,
        groups.isEmpty() || role.equals(Optional.of(Role.ADMIN)) ? null : groups.getFirst());
  }

  /** A claim of this name, or where a path of members leads. */
  static @Nullable Object claim(Map<String, Object> claims, String path) {
    Object whole = claims.get(path);
    if (whole != null) {
      return whole;
    }
    Object value = claims;
    for (String member : path.split("\\.", -1)) {
      value = value instanceof Map<?, ?> map ? map.get(member) : null;
    }
    return value;
  }

  private static List<String> texts(@Nullable Object claim) {
    return switch (claim) {
      case String text -> text.isEmpty() ? List.of() : List.of(text);
      case Collection<?> all ->
          all.stream().filter(String.class::isInstance).map(String.class::cast).toList();
      case null, default -> List.of();
    };
  }
}
