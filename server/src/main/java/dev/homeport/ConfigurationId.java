package dev.homeport;

/**
 * Names one automatic configuration of a hub: 1 to 128 characters of the 7-bit set that IoT Hub
 * allows for devices, compared by case.
 */
public record ConfigurationId(String value) {

  public ConfigurationId {
    IdentityNames.check(value, "configuration id");
  }

  @Override
  public String toString() {
    return value;
  }
}
