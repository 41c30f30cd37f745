/**
 * Jobs: a direct method or a twin patch for every device that a condition finds, at a start time
 * and within a maximum run time (IoT Hub, "Schedule jobs on multiple devices", jobs v2). {@link
 * dev.homeport.job.JobService} makes, shows and cancels jobs; {@link dev.homeport.job.JobScheduler}
 * has one node run each, by db-scheduler; {@code JobRunner} does the work and takes it up again
 * where a node that died left it. A twin is patched exactly once, a method called at most once.
 *
 * <p>Called by REST and the console. Owns the tables {@code job}, {@code job_target} and {@code
 * scheduled_tasks} and the event {@code JobChanged}.
 */
@NullMarked
package dev.homeport.job;

import org.jspecify.annotations.NullMarked;
