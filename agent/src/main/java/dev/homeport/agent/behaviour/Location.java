package dev.homeport.agent.behaviour;

/**
 * A point on the globe.
 *
 * @param latitude degrees north, -90 to 90
 * @param longitude degrees east, -180 to 180
 */
record Location(double latitude, double longitude) {}
