package dev.homeport.twin.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeport.DeviceId;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import dev.homeport.Identity;
import dev.homeport.TestDatabase;
import dev.homeport.eventlog.Outbox;
import dev.homeport.registry.NewIdentity;
import dev.homeport.registry.RegistryService;
import dev.homeport.twin.TwinJson;
import dev.homeport.twin.TwinService;
import dev.homeport.twin.query.Page;
import dev.homeport.twin.query.Query;
import dev.homeport.twin.query.TwinQueries;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class GroupServiceTest {

  private static final HubName HUB = HubName.DEFAULT;

  @RegisterExtension final TestDatabase database = new TestDatabase();

  private RegistryService registry = registry();
  private TwinService twins = twins();
  private TwinQueries queries = queries();
  private GroupService groups = groups();

  private RegistryService registry() {
    return new RegistryService(database.jdbi(), new Outbox(), Clock.systemUTC());
  }

  private TwinService twins() {
    return new TwinService(
        database.jdbi(), new Outbox(), registry, TwinJson.mapper(), Clock.systemUTC());
  }

  private TwinQueries queries() {
    return new TwinQueries(
        database.jdbi(),
        twins,
        TwinJson.mapper(),
        Duration.ofSeconds(10),
        new GroupStore(database.jdbi()),
        List.of(),
        Map.of());
  }

  private GroupService groups() {
    return new GroupService(new GroupStore(database.jdbi()), queries, twins, Clock.systemUTC());
  }

  @BeforeEach
  void setUp() {
    twins.close();
    registry = registry();
    twins = twins();
    queries = queries();
    groups = groups();
    device("berlin-1", "DE");
    device("berlin-2", "DE");
    device("boston-1", "US");
  }

  @AfterEach
  void tearDown() {
    twins.close();
  }

  private void device(String id, String country) {
    Identity identity = Identity.device(HUB, new DeviceId(id));
    registry.create(
        identity,
        new NewIdentity(true, null, NewIdentity.sas(null, null), null, false, null, List.of()));
    tag(id, country);
  }

  private void tag(String id, String country) {
    String patch = "{\"tags\":{\"country\":\"" + country + "\"}}";
    twins.patch(
        Identity.device(HUB, new DeviceId(id)), patch.getBytes(StandardCharsets.UTF_8), null);
  }

  private static void assertRefused(ThrowingCallable call, ErrorCode code, String reason) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            HubException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e).hasMessageContaining(reason);
            });
  }

  private List<String> members(String group) {
    return groups.members(HUB, group, 10, null).items().stream()
        .map(item -> item.path("deviceId").asText())
        .toList();
  }

  @Test
  void membersFollowTheTwins() {
    groups.save(HUB, "germany", "Everything in Germany", "tags.country = 'DE'", null);
    assertThat(members("germany")).containsExactly("berlin-1", "berlin-2");
    assertThat(groups.count(HUB, "germany")).isEqualTo(2);

    tag("berlin-1", "US");

    assertThat(members("germany")).containsExactly("berlin-2");
    assertThat(groups.of(Identity.device(HUB, new DeviceId("berlin-1")))).isEmpty();
    assertThat(groups.of(Identity.device(HUB, new DeviceId("berlin-2"))))
        .extracting(Group::name)
        .containsExactly("germany");
  }

  @Test
  void membersComeInPages() {
    groups.save(HUB, "all", "", "STARTSWITH(deviceId, 'b')", null);
    Page first = groups.members(HUB, "all", 2, null);
    assertThat(first.items()).hasSize(2);
    Page second = groups.members(HUB, "all", 2, first.continuation());
    assertThat(second.items()).hasSize(1);
    assertThat(second.continuation()).isNull();
  }

  @Test
  void aQueryCanNameAGroupThatNamesAnother() {
    groups.save(HUB, "germany", "", "tags.country = 'DE'", null);
    groups.save(HUB, "pilots", "", "IN_GROUP('germany') AND ENDSWITH(deviceId, '-1')", null);

    Query query = Query.parse("SELECT deviceId FROM devices WHERE NOT in_group('pilots')");

    assertThat(queries.page(HUB, query, 10, null).items())
        .extracting(item -> item.path("deviceId").asText())
        .containsExactly("berlin-2", "boston-1");
  }

  @Test
  void aChangedGroupIsSavedOnlyByWhoSawIt() {
    Group first = groups.save(HUB, "germany", "", "tags.country = 'DE'", null);
    Group second = groups.save(HUB, "germany", "", "tags.country = 'AT'", first.etag());
    assertThat(second.version()).isEqualTo(2);
    assertThat(second.createdAt()).isEqualTo(first.createdAt());

    assertRefused(
        () -> groups.save(HUB, "germany", "", "tags.country = 'CH'", first.etag()),
        ErrorCode.PRECONDITION_FAILED,
        "changed");
    assertRefused(
        () -> groups.delete(HUB, "germany", first.etag()),
        ErrorCode.PRECONDITION_FAILED,
        "changed");
    assertThat(groups.get(HUB, "germany").condition()).isEqualTo("tags.country = 'AT'");
  }

  @Test
  void aNewGroupTakesNoOthersPlace() {
    groups.create(HUB, "germany", "mine", "tags.country = 'DE'");

    assertRefused(
        () -> groups.create(HUB, "germany", "yours", "tags.country = 'AT'"),
        ErrorCode.PRECONDITION_FAILED,
        "a group germany already");
    assertThat(groups.get(HUB, "germany").description()).isEqualTo("mine");
  }

  @Test
  void aGroupThatLeadsBackToItselfIsRefused() {
    groups.save(HUB, "one", "", "tags.country = 'DE'", null);
    groups.save(HUB, "two", "", "IN_GROUP('one')", null);
    assertRefused(
        () -> groups.save(HUB, "one", "", "IN_GROUP('two')", null),
        ErrorCode.ARGUMENT_INVALID,
        "part of itself");
    assertThat(groups.get(HUB, "one").condition()).isEqualTo("tags.country = 'DE'");
  }

  @Test
  void aGroupThatOthersNameStays() {
    groups.save(HUB, "one", "", "tags.country = 'DE'", null);
    groups.save(HUB, "two", "", "IN_GROUP('one')", null);
    assertRefused(() -> groups.delete(HUB, "one", null), ErrorCode.ARGUMENT_INVALID, "two names");
    groups.delete(HUB, "two", null);
    groups.delete(HUB, "one", null);
    assertThat(groups.all(HUB)).isEmpty();
  }

  @Test
  void whatIsNoGroupIsRefused() {
    assertRefused(
        () -> groups.save(HUB, "a b", "", "tags.a = 1", null), ErrorCode.ARGUMENT_INVALID, "name");
    assertRefused(
        () -> groups.save(HUB, "a", "", " * ", null), ErrorCode.ARGUMENT_INVALID, "condition");
    assertRefused(
        () -> groups.save(HUB, "a", "", "tags.a = ", null),
        ErrorCode.ARGUMENT_INVALID,
        "character");
    assertRefused(
        () -> groups.save(HUB, "a", "", "IN_GROUP('none')", null),
        ErrorCode.ARGUMENT_INVALID,
        "no group none");
    assertRefused(
        () -> groups.save(HUB, "a", "", "IN_GROUP(deviceId)", null),
        ErrorCode.ARGUMENT_INVALID,
        "in quotes");
    assertRefused(() -> groups.get(HUB, "a"), ErrorCode.NOT_FOUND, "no group a");
  }
}
