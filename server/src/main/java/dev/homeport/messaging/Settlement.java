package dev.homeport.messaging;

/** How a message left its queue, as feedback names it. */
enum Settlement {
  COMPLETED("Success"),
  EXPIRED("Expired"),
  DELIVERY_COUNT_EXCEEDED("DeliveryCountExceeded"),
  REJECTED("Rejected"),
  PURGED("Purged");

  private final String statusCode;

  Settlement(String statusCode) {
    this.statusCode = statusCode;
  }

  String statusCode() {
    return statusCode;
  }

  /** The words of {@code iothub-ack} that ask to hear of this. */
  String[] wantedBy() {
    return this == COMPLETED
        ? new String[] {"positive", "full"}
        : new String[] {"negative", "full"};
  }
}
