package dev.homeport.registry;

import dev.homeport.Identity;
import dev.homeport.eventlog.Event;
import java.time.Instant;

/** The events that tell of identities. */
final class IdentityEvents {

  private IdentityEvents() {}

  static Event of(RegisteredIdentity identity, Event.Change change, Instant now) {
    return of(identity.identity(), identity.generationId(), identity.enabled(), change, now);
  }

  /** A disabled device's modules lose their connections too. */
  static Event disabled(RegisteredIdentity module, Instant now) {
    return of(module.identity(), module.generationId(), false, Event.Change.UPDATED, now);
  }

  static Event of(
      Identity identity, String generationId, boolean enabled, Event.Change change, Instant now) {
    // Names and generation ids hold no character that JSON would have to escape.
    String body =
        "{\"deviceId\":\"%s\",\"moduleId\":\"%s\",\"generationId\":\"%s\",\"status\":\"%s\"}"
            .formatted(
                identity.deviceId(),
                identity.moduleColumn(),
                generationId,
                enabled ? "enabled" : "disabled");
    return new Event.IdentityChanged(identity, now, change, body);
  }
}
