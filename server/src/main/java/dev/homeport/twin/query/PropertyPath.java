package dev.homeport.twin.query;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import java.util.List;

/**
 * The way to one property of a twin, below {@code tags}, {@code properties.desired} or {@code
 * properties.reported}.
 *
 * @param text as a query names it
 * @param names one after the other
 */
public record PropertyPath(String text, List<String> names) {

  public PropertyPath {
    names = List.copyOf(names);
  }

  /**
   * Reads a path as a query has it.
   *
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} for another path
   */
  public static PropertyPath parse(String text) {
    Expression.Path path = QueryReader.path(text);
    List<String> names = path.names();
    if (!isBelowASection(names) || names.size() < path.steps().size()) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID,
          text + " is no property below tags, properties.desired or properties.reported");
    }
    return new PropertyPath(path.toString(), names);
  }

  private static boolean isBelowASection(List<String> names) {
    return switch (names.getFirst()) {
      case "tags" -> names.size() >= 2;
      case "properties" ->
          names.size() >= 3
              && (names.get(1).equals("desired") || names.get(1).equals("reported"))
              && !names.get(2).startsWith("$");
      default -> false;
    };
  }
}
