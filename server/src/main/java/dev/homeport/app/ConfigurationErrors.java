package dev.homeport.app;

import java.util.List;

/** All that is wrong with the settings; the server does not start. */
final class ConfigurationErrors extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> errors;

  ConfigurationErrors(List<String> errors) {
    super(String.join("; ", errors), null, false, false);
    this.errors = errors;
  }

  List<String> errors() {
    return errors;
  }
}
