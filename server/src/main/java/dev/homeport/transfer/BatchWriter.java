package dev.homeport.transfer;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.Identity;
import dev.homeport.eventlog.Event;
import dev.homeport.eventlog.Outbox;
import dev.homeport.registry.IdentityBatch;
import dev.homeport.registry.NewIdentity;
import dev.homeport.registry.RegisteredIdentity;
import dev.homeport.registry.RegistryService;
import dev.homeport.transfer.Outcome.Effect;
import dev.homeport.twin.TwinBatch;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Grants wishes, a batch in one transaction with its events. A wish that is refused leaves the
 * others as they are; a fault of the database fails the call, and nothing of the batch was done.
 * Thread-safe.
 */
public final class BatchWriter {

  private static final Logger LOGGER = LoggerFactory.getLogger(BatchWriter.class);
  private static final int ATTEMPTS = 5;

  private final Jdbi jdbi;
  private final Outbox outbox;
  private final ObjectMapper json;
  private final Clock clock;

  public BatchWriter(Jdbi jdbi, Outbox outbox, ObjectMapper json, Clock clock) {
    this.jdbi = jdbi;
    this.outbox = outbox;
    this.json = json;
    this.clock = clock;
  }

  /**
   * Grants wishes of different identities: devices before modules, otherwise in their order.
   *
   * @return an outcome for each
   */
  List<Outcome> apply(List<Wish> wishes) {
    for (int attempt = 1; ; attempt++) {
      try {
        List<Outcome> outcomes = jdbi.inTransaction(handle -> new Batch(handle, wishes).apply());
        outbox.wake();
        return outcomes;
      } catch (IdentityBatch.OvertakenException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      } catch (RuntimeException e) {
        String state = sqlState(e);
        if (isOfTheData(state)) {
          return apart(wishes, e);
        }
        if (!state.startsWith("40") || attempt == ATTEMPTS) { // rolled back for others' sake
          throw e;
        }
      }
    }
  }

  /** Finds the wish that the database does not take, so that the others need not suffer. */
  private List<Outcome> apart(List<Wish> wishes, RuntimeException fault) {
    if (wishes.size() == 1) {
      LOGGER
          .atError()
          .addKeyValue("identity", wishes.getFirst().identity())
          .setCause(fault)
          .log("the database refused an identity");
      return List.of(
          new Outcome.Refused(
              new HubException(ErrorCode.SERVER_ERROR, "the hub could not store this")));
    }
    int half = wishes.size() / 2;
    return Stream.of(wishes.subList(0, half), wishes.subList(half, wishes.size()))
        .flatMap(part -> apply(part).stream())
        .toList();
  }

  /** Data exceptions, integrity constraints and sizes (PostgreSQL, "Error Codes"). */
  private static boolean isOfTheData(String state) {
    return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
  }

  private static String sqlState(@Nullable Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    return "";
  }

  /** One transaction. */
  private final class Batch {

    private final Handle handle;
    private final List<Wish> wishes;
    private final IdentityBatch registry;
    private final TwinBatch twins;
    private final Set<Identity> deletedDevices = new HashSet<>();

    Batch(Handle handle, List<Wish> wishes) {
      Instant now = clock.instant();
      this.handle = handle;
      this.wishes = wishes;
      this.registry = IdentityBatch.lock(handle, wishes.stream().map(Wish::identity).toList(), now);
      this.twins =
          TwinBatch.lock(
              handle,
              json,
              wishes.stream()
                  .filter(wish -> !wish.mode().deletes())
                  .map(Wish::identity)
                  .filter(identity -> registry.find(identity) != null)
                  .toList(),
              now);
    }

    List<Outcome> apply() {
      Outcome[] outcomes = new Outcome[wishes.size()];
      for (boolean modules : new boolean[] {false, true}) {
        IntStream.range(0, outcomes.length)
            .filter(i -> wishes.get(i).identity().isModule() == modules)
            .forEach(i -> outcomes[i] = outcome(wishes.get(i)));
      }
      List<Event> events = new ArrayList<>(registry.write());
      events.addAll(twins.write());
      outbox.append(handle, events);
      return Arrays.asList(outcomes);
    }

    private Outcome outcome(Wish wish) {
      try {
        return new Outcome.Done(grant(wish));
      } catch (HubException e) {
        return new Outcome.Refused(e);
      }
    }

    /** Either throws and has noted nothing, or has noted all. */
    private Effect grant(Wish wish) {
      Identity identity = wish.identity();
      RegisteredIdentity current = registry.find(identity);
      if (!wish.mode().deletes() && goesWithItsDevice(identity)) {
        throw RegistryService.notFound(identity);
      }
      return switch (wish.mode()) {
        case CREATE -> create(wish);
        case UPDATE, UPDATE_IF_MATCH -> update(wish, required(current, identity));
        case CREATE_OR_UPDATE, CREATE_OR_UPDATE_IF_MATCH ->
            current == null ? create(wish) : update(wish, current);
        case DELETE, DELETE_IF_MATCH -> delete(wish, required(current, identity));
        case UPDATE_TWIN, UPDATE_TWIN_IF_MATCH -> {
          required(current, identity);
          twins.merge(identity, wish.twin(), condition(wish, "twinETag", wish.item().twinEtag()));
          yield Effect.UPDATED;
        }
      };
    }

    private boolean goesWithItsDevice(Identity identity) {
      return identity.isModule()
          && deletedDevices.contains(Identity.device(identity.hub(), identity.deviceId()));
    }

    private Effect create(Wish wish) {
      NewIdentity wanted = wish.item().wanted(wish.identity(), null);
      registry.requireRoom(wish.identity());
      twins.create(wish.identity(), wish.twin());
      registry.create(wish.identity(), wanted);
      return Effect.CREATED;
    }

    private Effect update(Wish wish, RegisteredIdentity current) {
      RegistryService.requireMatch(current, condition(wish, "eTag", wish.item().etag()));
      NewIdentity wanted = wish.item().wanted(wish.identity(), current);
      String twinCondition = wish.mode().matching() ? wish.item().twinEtag() : null;
      boolean twinChanges = twins.replace(wish.identity(), wish.twin(), twinCondition);
      boolean identityChanges = registry.update(current, wanted);
      return twinChanges || identityChanges ? Effect.UPDATED : Effect.UNCHANGED;
    }

    private Effect delete(Wish wish, RegisteredIdentity current) {
      RegistryService.requireMatch(current, condition(wish, "eTag", wish.item().etag()));
      registry.delete(current);
      if (!wish.identity().isModule()) {
        deletedDevices.add(wish.identity());
      }
      return Effect.DELETED;
    }

    private static RegisteredIdentity required(
        @Nullable RegisteredIdentity current, Identity identity) {
      if (current == null) {
        throw RegistryService.notFound(identity);
      }
      return current;
    }

    private static @Nullable String condition(Wish wish, String name, @Nullable String etag) {
      if (!wish.mode().matching()) {
        return null;
      }
      if (etag == null || etag.isEmpty()) {
        throw new HubException(ErrorCode.ARGUMENT_INVALID, "this mode needs the " + name);
      }
      return etag;
    }
  }
}
