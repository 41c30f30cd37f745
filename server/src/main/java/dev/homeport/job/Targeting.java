package dev.homeport.job;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.twin.query.Condition;
import dev.homeport.twin.query.Query;
import dev.homeport.twin.query.TwinKind;
import dev.homeport.twin.query.TwinQueries;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Which devices or modules a job is for. A condition alone is about devices; {@code FROM
 * devices.modules WHERE …} is about modules.
 */
record Targeting(TwinKind kind, Condition condition) {

  /** Ends a walk through many batches from within. */
  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Enough() {
      super("enough", null, false, false);
    }
  }

  /**
   * Reads the {@code queryCondition} of a job.
   *
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} that says where it is wrong
   */
  static Targeting of(String queryCondition) {
    String stripped = queryCondition.strip();
    if (stripped.isEmpty()) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "queryCondition is missing; * stands for all devices");
    }
    if (!stripped.toLowerCase(Locale.ROOT).startsWith("from ")) {
      return new Targeting(TwinKind.DEVICES, Condition.parse(stripped));
    }
    Query query = Query.parse("SELECT * " + stripped);
    for (TwinKind kind : TwinKind.values()) {
      if (kind.collection().equals(query.collection())) {
        return new Targeting(kind, query.where());
      }
    }
    throw new HubException(ErrorCode.ARGUMENT_INVALID, "a job is for devices or devices.modules");
  }

  /**
   * Hands over the names, a batch at a time, until {@code more} says that it has had enough.
   *
   * @return whether these were all
   */
  boolean forEachBatch(
      TwinQueries queries, HubName hub, int batch, Predicate<List<Identity>> more) {
    try {
      queries.forEachId(
          hub,
          condition,
          kind,
          batch,
          found -> {
            if (!more.test(found)) {
              throw new Enough();
            }
          });
      return true;
    } catch (Enough e) {
      return false;
    }
  }
}
