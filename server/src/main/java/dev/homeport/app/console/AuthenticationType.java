package dev.homeport.app.console;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a device proves who it is. */
public enum AuthenticationType {
  @JsonProperty("sas")
  SAS,
  @JsonProperty("selfSigned")
  SELF_SIGNED,
  @JsonProperty("certificateAuthority")
  CERTIFICATE_AUTHORITY,
  @JsonProperty("none")
  NONE;

  static AuthenticationType of(String column) {
    return switch (column) {
      case "sas" -> SAS;
      case "selfSigned" -> SELF_SIGNED;
      case "certificateAuthority" -> CERTIFICATE_AUTHORITY;
      default -> NONE;
    };
  }
}
