package dev.homeport.provisioning;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.Identity;
import dev.homeport.eventlog.Event;
import dev.homeport.eventlog.Outbox;
import dev.homeport.provisioning.Registration.Substatus;
import dev.homeport.registry.IdentityBatch;
import dev.homeport.registry.RegisteredIdentity;
import dev.homeport.twin.DeviceTwins;
import dev.homeport.twin.ImportedTwin;
import dev.homeport.twin.TwinBatch;
import dev.homeport.twin.TwinRow;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Assigns devices to hubs, each wholly in one transaction: the device's identity with what it
 * proves itself by, its twin, its registration, and the events of all that. {@linkplain Newcomers
 * Devices that nobody knows yet} share transactions, every other has its own. Thread-safe.
 */
final class Assignment implements AutoCloseable {

  private static final int ATTEMPTS = 5;

  private final Jdbi jdbi;
  private final Outbox outbox;
  private final Allocation allocation;
  private final ObjectMapper json;
  private final Clock clock;
  private final DeviceTwins twins;
  private final RegistrationStore registrations;
  private final Newcomers newcomers;

  Assignment(Jdbi jdbi, Outbox outbox, Allocation allocation, ObjectMapper json, Clock clock) {
    this.jdbi = jdbi;
    this.outbox = outbox;
    this.allocation = allocation;
    this.json = json;
    this.clock = clock;
    this.twins = new DeviceTwins(outbox, json, clock);
    this.registrations = new RegistrationStore(json);
    this.newcomers = new Newcomers(jdbi, outbox, json, clock);
  }

  /**
   * Assigns a device by its enrollment, or leaves it where it is.
   *
   * @throws HubException with {@link ErrorCode#DEVICE_ID_TAKEN} when another registration has the
   *     device of that name
   */
  Registration make(Enrollment enrollment, Attested attested, RegisterRequest request) {
    for (int attempt = 1; ; attempt++) {
      try {
        Candidate candidate =
            new Candidate(
                json, enrollment, attested, request, choose(enrollment, attested, request));
        Registration made =
            newcomers
                .assign(candidate)
                .orElseGet(() -> jdbi.inTransaction(handle -> new Turn(handle, candidate).take()));
        outbox.wake();
        return made;
      } catch (IdentityBatch.OvertakenException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** Where the device is already when it is to stay; a hub that is gone keeps nobody. */
  private Allocation.Choice choose(
      Enrollment enrollment, Attested attested, RegisterRequest request) {
    EnrollmentSettings settings = enrollment.settings();
    boolean stays = !settings.reprovision().updateHubAssignment();
    boolean asks = settings.allocation().policy() == AllocationRule.Policy.CUSTOM;
    Registration current =
        stays || asks
            ? jdbi.withHandle(handle -> registrations.find(handle, attested.registrationId()))
                .orElse(null)
            : null;
    return stays && current != null && allocation.isServed(current.device().hub())
        ? Allocation.Choice.of(current.device().hub())
        : allocation.choose(new Allocation.Question(enrollment, attested, request, current));
  }

  /** Finishes what is under way. */
  @Override
  public void close() {
    newcomers.close();
  }

  /** One transaction. */
  private final class Turn {

    private final Handle handle;
    private final Candidate candidate;
    private final Enrollment enrollment;
    private final String registrationId;
    private final Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);

    Turn(Handle handle, Candidate candidate) {
      this.handle = handle;
      this.candidate = candidate;
      this.enrollment = candidate.enrollment();
      this.registrationId = candidate.registrationId();
    }

    Registration take() {
      registrations.takeTurns(handle, List.of(registrationId));
      Registration current = registrations.find(handle, registrationId).orElse(null);
      Registration next =
          current != null
                  && !enrollment.settings().reprovision().updateHubAssignment()
                  && allocation.isServed(current.device().hub())
                  && stays(current.device())
              ? candidate.registration(
                  current, current.device(), current.substatus(), current.authenticationKey(), now)
              : assign(current);
      registrations.saveAll(handle, List.of(next));
      return next;
    }

    /**
     * Has the hub know a device by what it has just proved itself by, such as a renewed
     * certificate; false when somebody deleted the device.
     */
    private boolean stays(Identity device) {
      IdentityBatch identities = IdentityBatch.lock(handle, List.of(device), now);
      RegisteredIdentity there = identities.find(device);
      if (there != null
          && !(enrollment.attestation() instanceof Attestation.Tpm)
          && !there.authentication().equals(candidate.authentication())) {
        identities.update(there, candidate.changed(there));
        outbox.append(handle, identities.write());
      }
      return there != null;
    }

    private Registration assign(@Nullable Registration current) {
      Identity target = candidate.target();
      requireFree(target);
      Identity source = current == null ? null : current.device();
      IdentityBatch identities =
          IdentityBatch.lock(
              handle, Stream.of(target, source).filter(Objects::nonNull).distinct().toList(), now);
      RegisteredIdentity there = identities.find(target);
      RegisteredIdentity left =
          source == null || source.equals(target) ? null : identities.find(source);
      TwinBatch batch =
          TwinBatch.lock(handle, json, there == null ? List.of() : List.of(target), now);
      boolean keeps = enrollment.settings().reprovision().migrateDeviceData();
      Substatus substatus = Substatus.INITIAL_ASSIGNMENT;
      if (there == null) {
        identities.create(target, candidate.wanted(target));
        ImportedTwin moved =
            left != null && keeps && !candidate.hasTwinOfItsOwn() ? twinOf(left.identity()) : null;
        batch.create(target, moved == null ? candidate.initialTwin(false) : moved);
        if (left != null) {
          substatus = moved == null ? Substatus.DEVICE_DATA_RESET : Substatus.DEVICE_DATA_MIGRATED;
        }
      } else {
        identities.update(there, candidate.changed(there));
        if (current == null) {
          batch.merge(target, candidate.initialTwin(false), null);
        } else if (!keeps) {
          batch.replace(target, candidate.initialTwin(true), null);
          substatus = Substatus.DEVICE_DATA_RESET;
        }
      }
      if (left != null) {
        identities.delete(left);
      }
      List<Event> events = new ArrayList<>(identities.write());
      events.addAll(batch.write());
      outbox.append(handle, events);
      return candidate.registration(current, target, substatus, candidate.sealed(), now);
    }

    private void requireFree(Identity target) {
      String holder = registrations.holderOf(handle, target).orElse(registrationId);
      if (!holder.equals(registrationId)) {
        throw new HubException(
            ErrorCode.DEVICE_ID_TAKEN,
            "the device " + target.deviceId() + " belongs to another registration");
      }
    }

    private @Nullable ImportedTwin twinOf(Identity device) {
      return twins.lock(handle, device.hub(), List.of(device.deviceId())).stream()
          .filter(row -> row.identity().equals(device))
          .findFirst()
          .map(Turn.this::copyOf)
          .orElse(null);
    }

    private ImportedTwin copyOf(TwinRow row) {
      ObjectNode twin = json.createObjectNode();
      twin.set("tags", row.tags());
      ObjectNode properties = twin.putObject("properties");
      properties.set("desired", row.desired());
      properties.set("reported", row.reported());
      return ImportedTwin.of(twin);
    }
  }
}
