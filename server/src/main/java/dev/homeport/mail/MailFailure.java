package dev.homeport.mail;

/** A mail that was not taken by the SMTP server; the message tells an operator why. */
public final class MailFailure extends Exception {

  private static final long serialVersionUID = 1L;

  MailFailure(String message) {
    super(message);
  }

  MailFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
