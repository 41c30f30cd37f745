package dev.homeport.provisioning;

/** What a policy of the provisioning service allows, by DPS's names. */
public enum ProvisioningRight {
  ENROLLMENT_READ,
  ENROLLMENT_WRITE,
  REGISTRATION_STATUS_READ,
  REGISTRATION_STATUS_WRITE
}
