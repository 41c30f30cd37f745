package dev.homeport.onboarding;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.StorableText;
import org.jspecify.annotations.Nullable;

/**
 * What of the manufacturing records is asked for.
 *
 * @param text part of a serial number, MAC address, model, customer, order or buyer, whatever its
 *     case; empty for all
 * @param customer the only one; null for all
 * @param onboarded whether devices have come to a hub; null for both
 * @param status the only one; null for all
 * @param page counted from 0
 */
public record RecordSearch(
    String text,
    @Nullable String customer,
    @Nullable Boolean onboarded,
    @Nullable RegistrationStatus status,
    int page,
    int pageSize) {

  public static final int MAX_PAGE_SIZE = 500;

  public RecordSearch {
    StorableText.require("search", text);
    StorableText.require("customer", customer);
    text = text.strip();
    if (page < 0) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "page is not negative");
    }
    if (pageSize < 1 || pageSize > MAX_PAGE_SIZE) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID, "pageSize is between 1 and " + MAX_PAGE_SIZE);
    }
  }

  long offset() {
    return (long) page * pageSize;
  }
}
