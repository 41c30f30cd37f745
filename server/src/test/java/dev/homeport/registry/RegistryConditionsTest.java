package dev.homeport.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.Identity;
import dev.homeport.MutableClock;
import dev.homeport.TestDatabase;
import dev.homeport.eventlog.Outbox;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a change of the registry happens and when it is refused. */
final class RegistryConditionsTest {

  private static final Identity DEVICE = Identity.of("main", "d", "");

  @RegisterExtension final TestDatabase database = new TestDatabase();

  private RegistryService registry = service();

  private RegistryService service() {
    return new RegistryService(
        database.jdbi(), new Outbox(), new MutableClock(Instant.parse("2026-01-01T00:00:00Z")));
  }

  @BeforeEach
  void setUp() {
    registry = service();
  }

  private static NewIdentity wanted(String reason) {
    return new NewIdentity(true, reason, new Authentication.None(), null, false, null, List.of());
  }

  private void refuses(ErrorCode code, Runnable call) {
    String before = state();
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            HubException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    assertThat(state()).isEqualTo(before);
  }

  /** Identities with their ETags, and how many events there are. */
  private String state() {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT concat_ws(' ',
                          (SELECT string_agg(device_id || '/' || module_id || etag
                             || coalesce(status_reason, ''), ' ' ORDER BY device_id, module_id)
                           FROM identity), (SELECT count(*) FROM outbox))
                        """)
                    .mapTo(String.class)
                    .one());
  }

  private String reason(Identity identity) {
    return String.valueOf(registry.get(identity).statusReason());
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "\"%s\"", "W/\"%s\"", " %s ", "*", "\"*\"", ""})
  void takesTheEtagHoweverItIsWritten(String form) {
    String etag = registry.create(DEVICE, wanted("first")).etag();

    RegisteredIdentity updated = registry.update(DEVICE, wanted("second"), form.formatted(etag));

    assertThat(updated.statusReason()).isEqualTo("second");
    assertThat(updated.etag()).isNotEqualTo(etag);
    registry.delete(DEVICE, form.formatted(updated.etag()));
    assertThat(registry.find(DEVICE)).isEmpty();
  }

  @Test
  void refusesAnEtagThatIsNoLongerTheOne() {
    String old = registry.create(DEVICE, wanted("first")).etag();
    registry.update(DEVICE, wanted("second"), old);

    for (String form : List.of(old, "\"" + old + "\"", "W/\"" + old + "\"", "**", "\"")) {
      refuses(ErrorCode.PRECONDITION_FAILED, () -> registry.update(DEVICE, wanted("third"), form));
      refuses(ErrorCode.PRECONDITION_FAILED, () -> registry.delete(DEVICE, form));
    }
    assertThat(reason(DEVICE)).isEqualTo("second");
  }

  @Test
  void refusesToCreateWhatIsThereAndToChangeWhatIsNot() {
    Identity module = Identity.of("main", "d", "m");
    refuses(ErrorCode.DEVICE_NOT_FOUND, () -> registry.create(module, wanted("orphan")));
    refuses(ErrorCode.DEVICE_NOT_FOUND, () -> registry.update(DEVICE, wanted("x"), "*"));
    refuses(ErrorCode.DEVICE_NOT_FOUND, () -> registry.delete(DEVICE, null));
    registry.create(DEVICE, wanted("x"));
    refuses(ErrorCode.DEVICE_ALREADY_EXISTS, () -> registry.create(DEVICE, wanted("y")));
    refuses(ErrorCode.MODULE_NOT_FOUND, () -> registry.update(module, wanted("x"), null));
    registry.create(module, wanted("x"));
    refuses(ErrorCode.MODULE_ALREADY_EXISTS, () -> registry.create(module, wanted("y")));
  }

  @Test
  void refusesTheFiftyFirstModule() {
    registry.create(DEVICE, wanted("x"));
    for (int i = 0; i < RegistryService.MAX_MODULES; i++) {
      registry.create(Identity.of("main", "d", "m" + i), wanted("x"));
    }

    refuses(
        ErrorCode.TOO_MANY_MODULES,
        () -> registry.create(Identity.of("main", "d", "one-more"), wanted("x")));
  }
}
