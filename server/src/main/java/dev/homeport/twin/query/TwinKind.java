package dev.homeport.twin.query;

/** Whose twins are meant. */
public enum TwinKind {
  DEVICES("devices"),
  MODULES("devices.modules");

  private final String collection;

  TwinKind(String collection) {
    this.collection = collection;
  }

  /** The name after FROM. */
  public String collection() {
    return collection;
  }
}
