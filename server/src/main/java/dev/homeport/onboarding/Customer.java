package dev.homeport.onboarding;

/**
 * Somebody who ordered devices, and how far those have come.
 *
 * @param devices manufacturing records
 * @param onboarded those whose device has come to a hub
 * @param active those that have connected, at least once
 * @param online those that are connected now
 */
public record Customer(String name, long devices, long onboarded, long active, long online) {}
