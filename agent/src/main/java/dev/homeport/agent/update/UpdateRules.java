package dev.homeport.agent.update;

import java.util.concurrent.Semaphore;

/**
 * How an update treats its surroundings.
 *
 * @param atATime shared by all devices whose downloads share a network
 * @param percentStep between two reports about a download
 */
public record UpdateRules(Patience patience, Semaphore atATime, int percentStep) {}
