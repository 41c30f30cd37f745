package dev.homeport.registry;

/** Counts of a hub's devices, modules not among them. */
public record DeviceStatistics(long total, long enabled, long connected) {}
