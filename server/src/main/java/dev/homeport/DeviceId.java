package dev.homeport;

/** Names one device: 1 to 128 characters of the 7-bit set that IoT Hub allows, compared by case. */
public record DeviceId(String value) {

  public DeviceId {
    IdentityNames.check(value, "device id");
  }

  @Override
  public String toString() {
    return value;
  }
}
