package dev.homeport.eventlog;

import dev.homeport.HubName;
import dev.homeport.Identity;
import java.time.Instant;

/** Something that became true. Bodies are JSON texts in the shape of IoT Hub's own event bodies. */
public sealed interface Event {

  HubName hub();

  Instant time();

  /** The name in the record header {@code type}. */
  String type();

  /** The JSON body. */
  String body();

  /** Something that became true of a device or module. */
  sealed interface OfIdentity extends Event {

    Identity identity();

    @Override
    default HubName hub() {
      return identity().hub();
    }
  }

  /**
   * A job has come further, or its status has changed. Of many steps in a short time, some are
   * told.
   *
   * @param body the job as Homeport's own API shows it, without what it does: {@code
   *     {"jobId":…,"type":…,"status":…,"statistics":{…}}}
   */
  record JobChanged(HubName hub, String jobId, Instant time, String body) implements Event {
    @Override
    public String type() {
      return "jobChanged";
    }
  }

  /**
   * A twin changed.
   *
   * @param body {@code {"version":7,"tags":{…},"properties":{"desired":{…,"$version":3}}}}: only
   *     the sections that changed; in a patch, null marks what was deleted
   * @param replaced whether the sections replace what was there, rather than being merged into it
   */
  record TwinChanged(Identity identity, Instant time, boolean replaced, String body)
      implements OfIdentity {
    @Override
    public String type() {
      return replaced ? "replaceTwin" : "updateTwin";
    }
  }

  /**
   * An identity was created, changed or deleted.
   *
   * @param body {@code {"deviceId":…,"moduleId":…,"generationId":…,"status":"enabled"|"disabled"}}
   */
  record IdentityChanged(Identity identity, Instant time, Change change, String body)
      implements OfIdentity {
    @Override
    public String type() {
      return change.type;
    }
  }

  /** What happened to an identity. */
  enum Change {
    CREATED("createIdentity"),
    UPDATED("updateIdentity"),
    DELETED("deleteIdentity");

    private final String type;

    Change(String type) {
      this.type = type;
    }
  }

  /**
   * A connection began or ended.
   *
   * @param body {@code {"sessionNumber":17,"node":"…","protocol":"mqtt","reason":"…"}}
   */
  record ConnectionChanged(Identity identity, Instant time, boolean connected, String body)
      implements OfIdentity {
    @Override
    public String type() {
      return connected ? "connected" : "disconnected";
    }
  }

  /** A cloud-to-device message waits for this identity; its node should look into the queue. */
  record MessageQueued(Identity identity, Instant time) implements OfIdentity {
    @Override
    public String type() {
      return "messageQueued";
    }

    @Override
    public String body() {
      return "{}";
    }
  }

  /**
   * The event of an identity that {@code type} names.
   *
   * @throws IllegalArgumentException when no event has that type
   */
  static Event of(Identity identity, Instant time, String type, String body) {
    return switch (type) {
      case "updateTwin" -> new TwinChanged(identity, time, false, body);
      case "replaceTwin" -> new TwinChanged(identity, time, true, body);
      case "createIdentity" -> new IdentityChanged(identity, time, Change.CREATED, body);
      case "updateIdentity" -> new IdentityChanged(identity, time, Change.UPDATED, body);
      case "deleteIdentity" -> new IdentityChanged(identity, time, Change.DELETED, body);
      case "connected" -> new ConnectionChanged(identity, time, true, body);
      case "disconnected" -> new ConnectionChanged(identity, time, false, body);
      case "messageQueued" -> new MessageQueued(identity, time);
      default -> throw new IllegalArgumentException("no event has the type " + type);
    };
  }
}
