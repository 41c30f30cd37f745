package dev.homeport.twin.query;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A query that was read: {@code SELECT … FROM … WHERE … GROUP BY … ORDER BY …}.
 *
 * @param text as it was written, at most 8192 characters
 * @param top the most rows of all pages together, null for all
 * @param items what is selected; none for {@code *}
 * @param collection in lower case, for instance {@code devices.modules}
 * @param collectionAt the number of its first character
 */
public record Query(
    String text,
    boolean distinct,
    @Nullable Integer top,
    List<Item> items,
    String collection,
    int collectionAt,
    Condition where,
    List<Expression> groups,
    List<Order> orders) {

  public Query {
    items = List.copyOf(items);
    groups = List.copyOf(groups);
    orders = List.copyOf(orders);
  }

  /**
   * A selected value.
   *
   * @param at the number of its first character
   */
  record Item(Expression expression, @Nullable String alias, int at) {
    /** The name under which the value is answered; {@code ""} for one that has none of its own. */
    String name() {
      if (alias != null) {
        return alias;
      }
      return expression instanceof Expression.Path path
              && path.steps().getLast() instanceof Expression.Step.Name(String name)
          ? name
          : "";
    }
  }

  record Order(Expression expression, boolean descending, int at) {}

  /**
   * Reads a query.
   *
   * @throws dev.homeport.HubException with {@link dev.homeport.ErrorCode#ARGUMENT_INVALID}; the
   *     message names the character
   */
  public static Query parse(String text) {
    return QueryReader.query(text);
  }

  /** The same query under another condition. */
  public Query where(Condition condition) {
    return new Query(
        text, distinct, top, items, collection, collectionAt, condition, groups, orders);
  }

  /** Whether whole documents are selected. */
  public boolean selectsDocuments() {
    return items.isEmpty();
  }

  /** Whether rows stand for groups of documents. */
  public boolean isGrouped() {
    return distinct || !groups.isEmpty() || aggregates();
  }

  private boolean aggregates() {
    return items.stream().anyMatch(item -> item.expression() instanceof Expression.Aggregate);
  }

  /** The expressions whose values make a group. */
  List<Expression> grouping() {
    return distinct && groups.isEmpty()
        ? items.stream().map(Item::expression).distinct().toList()
        : groups;
  }

  /** What an ORDER BY term means: an alias stands for what it names. */
  Expression meaning(Order order) {
    if (order.expression() instanceof Expression.Path path && path.steps().size() == 1) {
      for (Item item : items) {
        if (path.name(0).equals(item.alias())) {
          return item.expression();
        }
      }
    }
    return order.expression();
  }

  /** Checks what the grammar leaves open. */
  void check() {
    Set<String> names = new HashSet<>();
    for (Item item : items) {
      if (!item.name().isEmpty() && !names.add(item.name())) {
        throw QueryReader.wrong(item.at(), "a second value is named " + item.name());
      }
    }
    if (selectsDocuments() && (distinct || !groups.isEmpty())) {
      throw QueryReader.wrong(
          collectionAt, "SELECT * goes neither with DISTINCT nor with GROUP BY");
    }
    if (distinct && (aggregates() || !groups.isEmpty())) {
      throw QueryReader.wrong(
          items.getFirst().at(), "DISTINCT goes neither with GROUP BY nor with COUNT and its like");
    }
    if (isGrouped()) {
      for (Item item : items) {
        checkGrouped(item.expression(), item.at());
      }
    }
    for (Order order : orders) {
      Expression meaning = meaning(order);
      if (isGrouped()) {
        checkGrouped(meaning, order.at());
      } else if (meaning instanceof Expression.Aggregate) {
        throw QueryReader.wrong(order.at(), "nothing is grouped that could be counted");
      }
    }
  }

  private void checkGrouped(Expression expression, int at) {
    if (!(expression instanceof Expression.Aggregate) && !grouping().contains(expression)) {
      throw QueryReader.wrong(at, "only what GROUP BY names is the same for a whole group");
    }
  }
}
