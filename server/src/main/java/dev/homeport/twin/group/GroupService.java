package dev.homeport.twin.group;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.homeport.DeviceId;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.registry.EtagCondition;
import dev.homeport.twin.TwinService;
import dev.homeport.twin.query.Condition;
import dev.homeport.twin.query.GroupConditions;
import dev.homeport.twin.query.Page;
import dev.homeport.twin.query.Query;
import dev.homeport.twin.query.TwinKind;
import dev.homeport.twin.query.TwinQueries;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Saves groups and tells who is in them. Thread-safe; blocks. */
public final class GroupService {

  /** The most groups of a hub. */
  public static final int MAX_GROUPS = 1_000;

  static final int MAX_DESCRIPTION = 1_000;
  static final int MAX_CONDITION = 4_000;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private final GroupStore store;
  private final TwinQueries queries;
  private final TwinService twins;
  private final Clock clock;

  public GroupService(GroupStore store, TwinQueries queries, TwinService twins, Clock clock) {
    this.store = store;
    this.queries = queries;
    this.twins = twins;
    this.clock = clock;
  }

  /** All of a hub, by name. */
  public List<Group> all(HubName hub) {
    return store.jdbi().withHandle(handle -> store.all(handle, hub));
  }

  /**
   * @throws HubException with {@link ErrorCode#NOT_FOUND}
   */
  public Group get(HubName hub, String name) {
    return store.jdbi().withHandle(handle -> existing(handle, hub, name));
  }

  /**
   * Makes a group.
   *
   * @param name 1 to 64 letters, digits, {@code . _ -}
   * @param condition as for {@link #save}
   * @throws HubException as {@link #save}, with {@link ErrorCode#PRECONDITION_FAILED} when there is
   *     a group of that name
   */
  public Group create(HubName hub, String name, String description, String condition) {
    return save(
        hub,
        name,
        description,
        condition,
        before -> {
          if (before.isPresent()) {
            throw new HubException(
                ErrorCode.PRECONDITION_FAILED, "there is a group " + name + " already");
          }
        });
  }

  /**
   * Makes a group or changes it.
   *
   * @param name 1 to 64 letters, digits, {@code . _ -}
   * @param condition what stands after WHERE; not empty, because such a group would have every
   *     device
   * @param ifMatch the ETag that the group must have; {@code null}: whatever is there
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} for a condition that cannot be
   *     read, names a group that is not there, or leads back to this group; {@link
   *     ErrorCode#PRECONDITION_FAILED} when the group has changed
   */
  public Group save(
      HubName hub, String name, String description, String condition, @Nullable String ifMatch) {
    return save(hub, name, description, condition, before -> requireMatch(before, ifMatch));
  }

  private Group save(
      HubName hub,
      String name,
      String description,
      String condition,
      Consumer<Optional<Group>> precondition) {
    requireValid(name, description, condition);
    return store
        .jdbi()
        .inTransaction(
            handle -> {
              store.lock(handle, hub);
              Optional<Group> before = store.find(handle, hub, name);
              precondition.accept(before);
              if (before.isEmpty() && store.all(handle, hub).size() >= MAX_GROUPS) {
                throw invalid("a hub has at most " + MAX_GROUPS + " groups");
              }
              Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
              Group group =
                  new Group(
                      name,
                      description,
                      condition,
                      before.map(Group::version).orElse(0L) + 1,
                      before.map(Group::createdAt).orElse(now),
                      now);
              store.save(handle, hub, group);
              requireExpandable(handle, hub, name);
              return group;
            });
  }

  /**
   * @throws HubException with {@link ErrorCode#NOT_FOUND}; {@link ErrorCode#PRECONDITION_FAILED}
   *     when it has changed; {@link ErrorCode#ARGUMENT_INVALID} when another group names it
   */
  public void delete(HubName hub, String name, @Nullable String ifMatch) {
    store
        .jdbi()
        .useTransaction(
            handle -> {
              store.lock(handle, hub);
              requireMatch(Optional.of(existing(handle, hub, name)), ifMatch);
              store.delete(handle, hub, name);
              for (Group other : store.all(handle, hub)) {
                try {
                  requireExpandable(handle, hub, other.name());
                } catch (HubException e) {
                  throw invalid("the group " + other.name() + " names the group " + name);
                }
              }
            });
  }

  /** How many devices are members at this moment. */
  public long count(HubName hub, String name) {
    return queries.count(hub, Condition.parse(get(hub, name).condition()), TwinKind.DEVICES);
  }

  /**
   * A page of the members, in the order of their names.
   *
   * @param continuation of the page before, null for the first one
   */
  public Page members(HubName hub, String name, int pageSize, @Nullable String continuation) {
    Query query = Query.parse("SELECT deviceId FROM devices WHERE " + get(hub, name).condition());
    return queries.page(hub, query, pageSize, continuation);
  }

  /** The groups that a device is in, by name. */
  public List<Group> of(Identity device) {
    ObjectNode twin = twins.get(device);
    return all(device.hub()).stream()
        .filter(
            group -> queries.expanded(device.hub(), Condition.parse(group.condition())).test(twin))
        .toList();
  }

  /** Whether a device is a member; false as well when there is no such group or device. */
  public boolean contains(HubName hub, String name, DeviceId device) {
    try {
      return wouldContain(hub, name, twins.get(Identity.device(hub, device)));
    } catch (HubException e) {
      if (e.code() == ErrorCode.DEVICE_NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Whether a device with such a twin would be a member; false as well when there is no such group.
   *
   * @param twin as a query sees it
   */
  public boolean wouldContain(HubName hub, String name, ObjectNode twin) {
    Optional<Group> group = store.jdbi().withHandle(handle -> store.find(handle, hub, name));
    return group.isPresent()
        && queries.expanded(hub, Condition.parse(group.get().condition())).test(twin);
  }

  private static void requireValid(String name, String description, String condition) {
    if (!NAME.matcher(name).matches()) {
      throw invalid("a group's name has 1 to 64 letters, digits, '.', '_' and '-'");
    }
    if (description.length() > MAX_DESCRIPTION) {
      throw invalid("a description has at most " + MAX_DESCRIPTION + " characters");
    }
    if (condition.length() > MAX_CONDITION) {
      throw invalid("a group's condition has at most " + MAX_CONDITION + " characters");
    }
    if (Condition.parse(condition) == Condition.ALL) {
      throw invalid("a group needs a condition");
    }
  }

  private void requireExpandable(Handle handle, HubName hub, String name) {
    GroupConditions inTransaction =
        (_, group) ->
            store.find(handle, hub, group).map(found -> Condition.parse(found.condition()));
    inTransaction.expand(hub, Condition.parse(existing(handle, hub, name).condition()));
  }

  private Group existing(Handle handle, HubName hub, String name) {
    return store
        .find(handle, hub, name)
        .orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "there is no group " + name));
  }

  private static void requireMatch(Optional<Group> before, @Nullable String ifMatch) {
    if (ifMatch != null
        && before.filter(group -> EtagCondition.matches(ifMatch, group.etag())).isEmpty()) {
      throw new HubException(ErrorCode.PRECONDITION_FAILED, "the group has changed or is gone");
    }
  }

  private static HubException invalid(String reason) {
    return new HubException(ErrorCode.ARGUMENT_INVALID, reason);
  }
}
