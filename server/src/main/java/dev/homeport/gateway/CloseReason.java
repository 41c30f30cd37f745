package dev.homeport.gateway;

/** Why a connection ended, as logs, metrics and the event {@code disconnected} name it. */
public enum CloseReason {
  CLIENT_DISCONNECTED("client disconnected"),
  CONNECTION_LOST("connection lost"),
  KEEP_ALIVE_EXPIRED("keep-alive expired"),
  TAKEN_OVER("taken over by a newer connection"),
  TOKEN_EXPIRED("token expired"),
  IDENTITY_DISABLED("device disabled"),
  IDENTITY_DELETED("device deleted"),
  PROTOCOL_ERROR("protocol error"),
  MESSAGE_TOO_LARGE("message too large"),
  SLOW_READER("does not read what it is sent"),
  LOG_FAILED("message could not be stored"),
  NODE_STOPPED("node stopped"),
  NODE_LOST("node lost");

  private final String text;

  CloseReason(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
