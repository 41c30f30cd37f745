package dev.homeport.app.console;

import dev.homeport.registry.HubPolicy;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What services prove themselves with. */
@Schema(
    name = "HubPolicyKeys",
    requiredProperties = {
      "name",
      "primaryKey",
      "secondaryKey",
      "connectionString",
      "secondaryConnectionString"
    })
public record HubPolicyKeys(
    String name,
    String primaryKey,
    String secondaryKey,
    String connectionString,
    String secondaryConnectionString) {

  static HubPolicyKeys of(HubPolicy policy, String host) {
    String start = "HostName=" + host + ";SharedAccessKeyName=" + policy.name();
    String primary = policy.primaryKey().reveal();
    String secondary = policy.secondaryKey().reveal();
    return new HubPolicyKeys(
        policy.name(),
        primary,
        secondary,
        start + ";SharedAccessKey=" + primary,
        start + ";SharedAccessKey=" + secondary);
  }

  @Override
  public String toString() {
    return "HubPolicyKeys[***]";
  }
}
