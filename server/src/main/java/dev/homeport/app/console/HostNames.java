package dev.homeport.app.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the host name of a connection string: the one the caller uses, when the hub has it and
 * device SDKs take it (they refuse names without a dot), else another one that they take.
 */
public final class HostNames {

  private static final String LOOPBACK = "127.0.0.1";

  private HostNames() {}

  public static String choose(@Nullable String hostHeader, List<String> names) {
    String used = hostHeader == null ? "" : hostHeader.replaceFirst(":\\d+$", "");
    if (used.contains(".") && names.contains(used)) {
      return used;
    }
    return names.stream()
        .filter(name -> name.contains(".") && !name.equals(LOOPBACK))
        .findFirst()
        .orElse(LOOPBACK);
  }
}
