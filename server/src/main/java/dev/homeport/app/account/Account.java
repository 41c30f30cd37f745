package dev.homeport.app.account;

/**
 * A person who may sign in.
 *
 * @param role for now always {@code admin}
 */
public record Account(String userName, String role) {}
