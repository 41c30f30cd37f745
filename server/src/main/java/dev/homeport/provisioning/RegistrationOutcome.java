package dev.homeport.provisioning;

/** What a registration came to, on the wire (DPS device API, DeviceRegistrationResult). */
public sealed interface RegistrationOutcome permits RegistrationDocument, RefusedRegistration {

  /** {@code assigned}, {@code failed} or {@code disabled}. */
  String status();
}
