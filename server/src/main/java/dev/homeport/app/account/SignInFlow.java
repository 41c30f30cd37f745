package dev.homeport.app.account;

/**
 * Somebody on the way to the identity provider and back, by values that nobody else knows.
 *
 * @param verifier of PKCE
 * @param redirectUri where the provider sends the browser
 * @param target the page of the console that the person wanted
 */
record SignInFlow(String state, String nonce, String verifier, String redirectUri, String target) {

  static SignInFlow fresh(String redirectUri, String target) {
    return new SignInFlow(
        RandomToken.fresh(), RandomToken.fresh(), RandomToken.fresh(), redirectUri, target);
  }

  @Override
  public String toString() {
    return "SignInFlow[" + target + ", ***]";
  }
}
