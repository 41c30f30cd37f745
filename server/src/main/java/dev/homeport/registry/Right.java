package dev.homeport.registry;

/** What a policy of a hub allows, by IoT Hub's names. */
public enum Right {
  REGISTRY_READ,
  REGISTRY_WRITE,
  SERVICE_CONNECT,
  DEVICE_CONNECT
}
