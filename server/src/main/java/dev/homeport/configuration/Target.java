package dev.homeport.configuration;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.twin.TwinRow;
import dev.homeport.twin.query.Condition;
import dev.homeport.twin.query.GroupConditions;
import dev.homeport.twin.query.TwinKind;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which twins a configuration is for: those that its target condition is true for.
 *
 * @param text as it was written
 * @param condition empty when it is for nobody
 * @param frozen whether it stays with those it has, because its condition names a group that is
 *     gone
 */
record Target(String text, TwinKind kind, Optional<Condition> condition, boolean frozen) {

  private static final Set<String> ROOTS = Set.of("deviceId", "tags", "properties.reported");
  private static final Pattern FROM =
      Pattern.compile(
          "\\s*from\\s+(devices(?:\\.modules)?)(?:\\s+where\\s+(.*))?\\s*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /**
   * Reads a target condition: {@code *} for all, nothing for none, a condition, or for modules
   * {@code FROM devices.modules WHERE} and a condition.
   *
   * @param kind of the twins that the content is for
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} that says what is wrong with it
   */
  static Target of(TwinKind kind, String text) {
    Matcher from = FROM.matcher(text);
    if (!from.matches()) {
      return text.isBlank()
          ? new Target(text, kind, Optional.empty(), false)
          : new Target(text, kind, Optional.of(Condition.parse(text)), false);
    }
    if (!from.group(1).toLowerCase(Locale.ROOT).equals(kind.collection())) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID,
          "the target condition is about "
              + from.group(1)
              + ", the content about "
              + kind.collection());
    }
    String where = from.group(2);
    Condition condition = where == null || where.isBlank() ? Condition.ALL : Condition.parse(where);
    return new Target(text, kind, Optional.of(condition), false);
  }

  /**
   * Reads a target condition of which it is not known what the content is for.
   *
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} that says what is wrong with it
   */
  static Target of(String text) {
    Matcher from = FROM.matcher(text);
    boolean modules =
        from.matches() && from.group(1).equalsIgnoreCase(TwinKind.MODULES.collection());
    return of(modules ? TwinKind.MODULES : TwinKind.DEVICES, text);
  }

  /** What content is for: modules, or devices, which edge devices are, too. */
  static TwinKind kind(Content content) {
    return switch (content) {
      case Content.OfDevices _, Content.OfEdge _ -> TwinKind.DEVICES;
      case Content.OfModules _ -> TwinKind.MODULES;
    };
  }

  /** The same with the conditions of its groups in it; frozen when one is not there. */
  Target expanded(HubName hub, GroupConditions groups) {
    if (condition.isEmpty()) {
      return this;
    }
    try {
      Condition expanded = groups.expand(hub, condition.get());
      return new Target(text, kind, Optional.of(expanded), false);
    } catch (HubException e) {
      return new Target(text, kind, condition, true);
    }
  }

  /**
   * Checks that it can be evaluated. A condition about anything else than these would become true
   * or false without an event that tells so.
   *
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} that says what is wrong with it
   */
  void check(HubName hub, GroupConditions groups) {
    if (condition.isEmpty()) {
      return;
    }
    Set<String> roots = new TreeSet<>(groups.expand(hub, condition.get()).roots());
    roots.removeAll(ROOTS);
    if (kind == TwinKind.MODULES) {
      roots.remove("moduleId");
    }
    if (!roots.isEmpty()) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID,
          "a target condition is about deviceId, tags and properties.reported, not about "
              + String.join(" or ", roots));
    }
  }

  /** Whether it is about twins such as this one's. */
  boolean isAbout(Identity identity) {
    return identity.isModule() == (kind == TwinKind.MODULES);
  }

  /**
   * Whether the condition is true for a twin.
   *
   * @param before whether the twin was a target when it was evaluated last
   */
  boolean includes(TwinRow twin, boolean before) {
    return frozen ? before : condition.isPresent() && condition.get().test(document(twin));
  }

  private static ObjectNode document(TwinRow twin) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("deviceId", twin.identity().deviceId().value());
    if (twin.identity().isModule()) {
      document.put("moduleId", twin.identity().moduleColumn());
    }
    document.set("tags", twin.tags());
    document.putObject("properties").set("reported", twin.reported());
    return document;
  }
}
