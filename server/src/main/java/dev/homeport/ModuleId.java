package dev.homeport;

/** Names one module: 1 to 128 characters of the 7-bit set that IoT Hub allows, compared by case. */
public record ModuleId(String value) {

  public ModuleId {
    IdentityNames.check(value, "module id");
  }

  @Override
  public String toString() {
    return value;
  }
}
