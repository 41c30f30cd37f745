package dev.homeport.job;

/**
 * How much a node does at the same time for jobs.
 *
 * @param concurrency devices that are called, for all jobs together
 * @param batch devices that are found, patched or marked in one transaction
 */
public record JobSettings(int concurrency, int batch) {}
