package dev.homeport.insight;

/**
 * One number that a device sent.
 *
 * @param at microseconds since 1970
 */
record Sample(Source source, String metric, long at, double value) {}
