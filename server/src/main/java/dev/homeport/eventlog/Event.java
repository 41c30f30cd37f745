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
   * A deployment of firmware has begun, come further, been paused or ended. Of many steps in a
   * short time, some are told.
   *
   * @param body as far as it is: {@code {"deploymentId":…,"name":…,"firmware":…,"version":…,
   *     "rollsBack":…,"status":…,"reason":…,"wave":…,"waves":…,"counts":{…}}}
   */
  record DeploymentChanged(
      HubName hub, String deploymentId, Instant time, DeploymentChange change, String body)
      implements Event {
    @Override
    public String type() {
      return change.type;
    }
  }

  /** What happened to a deployment. */
  enum DeploymentChange {
    CREATED("deploymentCreated"),
    STARTED("deploymentStarted"),
    PROGRESSED("deploymentProgressed"),
    PAUSED("deploymentPaused"),
    RESUMED("deploymentResumed"),
    COMPLETED("deploymentCompleted"),
    FAILED("deploymentFailed"),
    CANCELLED("deploymentCancelled");

    private final String type;

    DeploymentChange(String type) {
      this.type = type;
    }

    /**
     * @throws IllegalArgumentException when nothing has that type
     */
    static DeploymentChange of(String type) {
      for (DeploymentChange change : values()) {
        if (change.type.equals(type)) {
          return change;
        }
      }
      throw new IllegalArgumentException("no change of a deployment has the type " + type);
    }
  }

  /**
   * A device's part in a deployment has ended, or begun.
   *
   * @param body {@code {"deploymentId":…,"name":…,"version":…,"status":"Completed"|"Failed"|…,
   *     "reason":…,"message":…}}
   */
  record UpdateChanged(Identity identity, Instant time, UpdateChange change, String body)
      implements OfIdentity {
    @Override
    public String type() {
      return change.type;
    }
  }

  /** How a device's part in a deployment is. */
  enum UpdateChange {
    ORDERED("updateOrdered"),
    COMPLETED("updateCompleted"),
    FAILED("updateFailed"),
    CANCELLED("updateCancelled");

    private final String type;

    UpdateChange(String type) {
      this.type = type;
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

  /**
   * A device that was onboarded from its manufacturing record has connected for the first time.
   *
   * @param body {@code {"deviceId":…,"generationId":…}}
   */
  record DeviceFirstConnected(Identity identity, Instant time, String body) implements OfIdentity {
    @Override
    public String type() {
      return "deviceFirstConnected";
    }
  }

  /**
   * A cloud-to-device message waits for this identity; its node should look into the queue.
   *
   * @param returned whether it was given to the device before, which did not take it
   */
  record MessageQueued(Identity identity, Instant time, boolean returned) implements OfIdentity {
    @Override
    public String type() {
      return returned ? "messageReturned" : "messageQueued";
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
      case "deviceFirstConnected" -> new DeviceFirstConnected(identity, time, body);
      case "messageQueued" -> new MessageQueued(identity, time, false);
      case "messageReturned" -> new MessageQueued(identity, time, true);
      case "updateOrdered" -> new UpdateChanged(identity, time, UpdateChange.ORDERED, body);
      case "updateCompleted" -> new UpdateChanged(identity, time, UpdateChange.COMPLETED, body);
      case "updateFailed" -> new UpdateChanged(identity, time, UpdateChange.FAILED, body);
      case "updateCancelled" -> new UpdateChanged(identity, time, UpdateChange.CANCELLED, body);
      default -> throw new IllegalArgumentException("no event has the type " + type);
    };
  }
}
