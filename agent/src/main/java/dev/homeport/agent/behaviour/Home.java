package dev.homeport.agent.behaviour;

/**
 * Where a device lives.
 *
 * @param timeZone IANA name
 */
record Home(Location location, String timeZone) {}
