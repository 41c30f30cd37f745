package dev.homeport.onboarding;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.StorableText;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;

/**
 * Keeps manufacturing records, one for each serial number, whatever its case. Thread-safe; blocks.
 */
public final class Records {

  private final Jdbi jdbi;
  private final Clock clock;
  private final RecordStore store = new RecordStore();

  public Records(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  public RecordPage page(RecordSearch search) {
    return jdbi.withHandle(
        handle -> new RecordPage(store.page(handle, search), store.count(handle, search)));
  }

  /**
   * Customers in the order of their names.
   *
   * @param text part of a name, whatever its case; empty for all
   * @param after the name to go on after; empty for the first ones
   */
  public List<Customer> customers(String text, String after, int limit) {
    StorableText.require("search", text);
    StorableText.require("after", after);
    return jdbi.withHandle(handle -> store.customers(handle, text.strip(), after, limit));
  }

  /** Gives all that a search matches, whatever its page. */
  public void each(RecordSearch search, Consumer<StoredRecord> consumer) {
    jdbi.useTransaction(handle -> store.each(handle, search, consumer));
  }

  /**
   * @throws HubException with {@link ErrorCode#RECORD_NOT_FOUND}
   */
  public StoredRecord get(String serial) {
    StorableText.require("serial", serial);
    return jdbi.withHandle(handle -> store.find(handle, serial))
        .orElseThrow(() -> notFound(serial));
  }

  /**
   * Makes or replaces a record.
   *
   * @throws HubException with {@link ErrorCode#MAC_TAKEN} when another record has the MAC address
   */
  public StoredRecord save(ManufacturingRecord record) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return jdbi.inTransaction(
        handle -> {
          store.lock(handle);
          String mac = record.mac();
          Optional<String> owner = mac == null ? Optional.empty() : store.serialOfMac(handle, mac);
          if (owner.isPresent() && !owner.get().equalsIgnoreCase(record.serial())) {
            throw new HubException(
                ErrorCode.MAC_TAKEN, "the MAC address " + mac + " is that of " + owner.get());
          }
          store.save(handle, record, now);
          return store.find(handle, record.serial()).orElseThrow();
        });
  }

  /**
   * @throws HubException with {@link ErrorCode#RECORD_NOT_FOUND}, {@link
   *     ErrorCode#ALREADY_PROVISIONED} while its device counts as onboarded
   */
  public void delete(String serial) {
    StorableText.require("serial", serial);
    jdbi.useTransaction(
        handle -> {
          StoredRecord found = store.find(handle, serial).orElseThrow(() -> notFound(serial));
          String exact = found.record().serial();
          store.lock(handle, exact);
          if (store.find(handle, exact).map(StoredRecord::registration).isPresent()) {
            throw new HubException(
                ErrorCode.ALREADY_PROVISIONED,
                exact + " was onboarded; its record goes when it has been released");
          }
          store.delete(handle, exact);
        });
  }

  static HubException notFound(String serial) {
    return new HubException(ErrorCode.RECORD_NOT_FOUND, "there is no record of " + serial);
  }
}
