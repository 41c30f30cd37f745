package dev.homeport.app;

import dev.homeport.app.console.EffectiveSetting;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lists all of {@link Settings} with their values and who says so; secrets as {@code ***}. */
final class SettingSources {

  private static final String HIDDEN = "***";
  private static final Pattern SECRET = Pattern.compile(".*(password|secret|token)");
  private static final Pattern SECRET_PARAMETER =
      Pattern.compile("((?:password|secret|token)=)[^&;\\s]*", Pattern.CASE_INSENSITIVE);
  private static final Pattern USER_INFO = Pattern.compile("//[^/@\\s]*@");
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  private final SmallRyeConfig config;
  private final Set<String> onCommandLine;
  private final Set<String> inFile;

  /**
   * @param onCommandLine names of settings
   * @param inFile names of settings in the file of {@code --config} that nothing else overrides
   */
  SettingSources(SmallRyeConfig config, Set<String> onCommandLine, Set<String> inFile) {
    this.config = config;
    this.onCommandLine = new HashSet<>(onCommandLine);
    this.inFile = new HashSet<>(inFile);
  }

  /** By name. */
  List<EffectiveSetting> all() {
    List<EffectiveSetting> all = new ArrayList<>();
    add(Settings.class, "homeport", all);
    all.sort(Comparator.comparing(EffectiveSetting::name));
    return all;
  }

  private void add(Class<?> part, String prefix, List<EffectiveSetting> all) {
    for (Method method : part.getMethods()) {
      if (method.isDefault()) {
        continue;
      }
      String name =
          prefix + "." + HUMP.matcher(method.getName()).replaceAll("-").toLowerCase(Locale.ROOT);
      if (method.getReturnType().getEnclosingClass() == Settings.class) {
        add(method.getReturnType(), name, all);
      } else {
        all.add(setting(name));
      }
    }
  }

  private EffectiveSetting setting(String name) {
    ConfigValue found = config.getConfigValue(name);
    String value = found.getValue();
    return value == null || value.isEmpty()
        ? new EffectiveSetting(name, null, EffectiveSetting.Source.DEFAULT)
        : new EffectiveSetting(name, shown(name, value), source(name, found.getSourceName()));
  }

  private static String shown(String name, String value) {
    if (SECRET.matcher(name).matches()) {
      return HIDDEN;
    }
    String withoutUser = USER_INFO.matcher(value).replaceAll("//" + HIDDEN + "@");
    return SECRET_PARAMETER.matcher(withoutUser).replaceAll("$1" + HIDDEN);
  }

  private EffectiveSetting.Source source(String name, @Nullable String source) {
    if (onCommandLine.contains(name)) {
      return EffectiveSetting.Source.COMMAND_LINE;
    }
    if (inFile.contains(name)) {
      return EffectiveSetting.Source.FILE;
    }
    if (source != null && source.startsWith("SysPropConfigSource")) {
      return EffectiveSetting.Source.SYSTEM_PROPERTY;
    }
    return source != null && source.startsWith("EnvConfigSource")
        ? EffectiveSetting.Source.ENVIRONMENT
        : EffectiveSetting.Source.DEFAULT;
  }
}
