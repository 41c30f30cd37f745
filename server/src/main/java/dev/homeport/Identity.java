package dev.homeport;

import org.jspecify.annotations.Nullable;

/** Names one device, or one module of a device, of one hub. */
public record Identity(HubName hub, DeviceId deviceId, @Nullable ModuleId moduleId) {

  /** The device itself. */
  public static Identity device(HubName hub, DeviceId deviceId) {
    return new Identity(hub, deviceId, null);
  }

  /**
   * From the columns of a table, where {@code ""} stands for "the device itself".
   *
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} when a part is malformed
   */
  public static Identity of(String hub, String deviceId, String moduleId) {
    return new Identity(
        new HubName(hub),
        new DeviceId(deviceId),
        moduleId.isEmpty() ? null : new ModuleId(moduleId));
  }

  public boolean isModule() {
    return moduleId != null;
  }

  /** The module id as tables keep it: {@code ""} for the device itself. */
  public String moduleColumn() {
    return moduleId == null ? "" : moduleId.value();
  }

  /** {@code device} or {@code device/module}, the MQTT client id. */
  public String path() {
    return moduleId == null ? deviceId.value() : deviceId.value() + "/" + moduleId.value();
  }

  @Override
  public String toString() {
    return hub + "/" + path();
  }
}
