package dev.homeport.provisioning;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.Batcher;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.Identity;
import dev.homeport.eventlog.Event;
import dev.homeport.eventlog.Outbox;
import dev.homeport.provisioning.Registration.Substatus;
import dev.homeport.registry.IdentityBatch;
import dev.homeport.registry.NewIdentity;
import dev.homeport.twin.TwinBatch;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Assigns devices that have no registration yet to hubs that do not know them yet; those that ask
 * at the same time share a transaction. Thread-safe; blocks.
 */
final class Newcomers implements AutoCloseable {

  private static final int LANES = 2;
  private static final int MAX_BATCH = 200;

  private final Jdbi jdbi;
  private final Outbox outbox;
  private final ObjectMapper json;
  private final Clock clock;
  private final RegistrationStore registrations;
  private final Batcher<Candidate, Optional<Registration>> arrivals;

  Newcomers(Jdbi jdbi, Outbox outbox, ObjectMapper json, Clock clock) {
    this.jdbi = jdbi;
    this.outbox = outbox;
    this.json = json;
    this.clock = clock;
    this.registrations = new RegistrationStore(json);
    this.arrivals = new Batcher<>("newcomers", LANES, MAX_BATCH, this::assignAll);
  }

  /**
   * Assigns a device.
   *
   * @return empty, and nothing is changed, when the device or its registration is there already, or
   *     something about it has to be refused
   * @throws HubException with {@link ErrorCode#SERVICE_UNAVAILABLE} when too many wait
   */
  Optional<Registration> assign(Candidate candidate) {
    try {
      return arrivals.submit(candidate.registrationId(), candidate).get();
    } catch (RejectedExecutionException e) {
      throw new HubException(ErrorCode.SERVICE_UNAVAILABLE, "too many devices wait for their hub");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HubException(ErrorCode.SERVICE_UNAVAILABLE, "the node is shutting down");
    } catch (ExecutionException e) {
      throw new IllegalStateException("devices could not be assigned", e.getCause());
    }
  }

  private List<Optional<Registration>> assignAll(List<Candidate> all) {
    try {
      return jdbi.inTransaction(handle -> assignAll(handle, all));
    } catch (IdentityBatch.OvertakenException e) {
      // Some hub has just come to know one of them: each has a transaction of its own then.
      return all.stream().map(_ -> Optional.<Registration>empty()).toList();
    }
  }

  private List<Optional<Registration>> assignAll(Handle handle, List<Candidate> all) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    List<String> ids = all.stream().map(Candidate::registrationId).toList();
    Set<Identity> targets = new HashSet<>(all.stream().map(Candidate::target).toList());
    registrations.takeTurns(handle, ids);
    List<RegistrationStore.Holder> holders = registrations.holders(handle, ids, targets);
    Set<String> takenIds =
        new HashSet<>(holders.stream().map(RegistrationStore.Holder::registrationId).toList());
    Set<Identity> takenDevices =
        new HashSet<>(holders.stream().map(RegistrationStore.Holder::device).toList());
    IdentityBatch identities = IdentityBatch.lock(handle, targets, now);
    TwinBatch twins = TwinBatch.lock(handle, json, List.of(), now);
    List<Registration> made = new ArrayList<>();
    List<Optional<Registration>> answers = new ArrayList<>();
    for (Candidate candidate : all) {
      Identity target = candidate.target();
      boolean isNew =
          takenIds.add(candidate.registrationId())
              && identities.find(target) == null
              && takenDevices.add(target);
      Optional<Registration> registration =
          isNew ? note(candidate, identities, twins, now) : Optional.empty();
      registration.ifPresent(made::add);
      answers.add(registration);
    }
    if (!made.isEmpty()) {
      List<Event> events = new ArrayList<>(identities.write());
      events.addAll(twins.write());
      outbox.append(handle, events);
      registrations.saveAll(handle, made);
    }
    return answers;
  }

  /** Empty when it is refused; who asks for it alone hears why. */
  private static Optional<Registration> note(
      Candidate candidate, IdentityBatch identities, TwinBatch twins, Instant now) {
    Identity target = candidate.target();
    try {
      NewIdentity wanted = candidate.wanted(target);
      Registration registration =
          candidate.registration(
              null, target, Substatus.INITIAL_ASSIGNMENT, candidate.sealed(), now);
      twins.create(target, candidate.initialTwin(false));
      identities.create(target, wanted);
      return Optional.of(registration);
    } catch (HubException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    arrivals.close();
  }
}
