package dev.homeport.configuration;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.twin.query.Condition;
import dev.homeport.twin.query.Query;
import dev.homeport.twin.query.TwinKind;

/** A custom metric: how many twins a query finds. */
record Metric(TwinKind kind, Condition condition) {

  /**
   * Reads {@code SELECT deviceId FROM devices WHERE …}.
   *
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} that says what is wrong with it
   */
  static Metric of(String text) {
    Query query = Query.parse(text);
    if (query.isGrouped() || query.top() != null) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "a metric counts what it selects, without groups or TOP");
    }
    for (TwinKind kind : TwinKind.values()) {
      if (kind.collection().equals(query.collection())) {
        return new Metric(kind, query.where());
      }
    }
    throw new HubException(
        ErrorCode.ARGUMENT_INVALID, "a metric is about devices or devices.modules");
  }
}
