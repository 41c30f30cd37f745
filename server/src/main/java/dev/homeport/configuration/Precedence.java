package dev.homeport.configuration;

/** Why one configuration has its way at a twin and another one has not. */
public enum Precedence {
  /** Its priority is greater. */
  PRIORITY,
  /** The priorities are equal, and it was created later. */
  NEWER,
  /** The other one comes first, but wanted more, and a part of that went to a third one. */
  OVERLAP;

  static Precedence of(Configuration winner, Configuration loser) {
    if (Claim.WINNER_FIRST.compare(
            winner.claim(DesiredContent.NOTHING), loser.claim(DesiredContent.NOTHING))
        > 0) {
      return OVERLAP;
    }
    return winner.priority() > loser.priority() ? PRIORITY : NEWER;
  }
}
