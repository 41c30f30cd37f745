package dev.homeport.transfer;

/** How far an import has come. */
public record Tally(
    long lines, long created, long updated, long unchanged, long deleted, long failed) {

  public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0);

  Tally with(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Refused _ ->
          new Tally(lines + 1, created, updated, unchanged, deleted, failed + 1);
      case Outcome.Done(Outcome.Effect effect) ->
          switch (effect) {
            case CREATED -> new Tally(lines + 1, created + 1, updated, unchanged, deleted, failed);
            case UPDATED -> new Tally(lines + 1, created, updated + 1, unchanged, deleted, failed);
            case UNCHANGED ->
                new Tally(lines + 1, created, updated, unchanged + 1, deleted, failed);
            case DELETED -> new Tally(lines + 1, created, updated, unchanged, deleted + 1, failed);
          };
    };
  }
}
