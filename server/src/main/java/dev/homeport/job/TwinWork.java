package dev.homeport.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.HubException;
import dev.homeport.Identity;
import dev.homeport.eventlog.Outbox;
import dev.homeport.twin.TwinBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Patches the twins of a job's devices, a batch in one transaction together with the outcomes: a
 * twin is patched exactly once, whatever dies.
 */
final class TwinWork {

  private final Outbox outbox;
  private final ObjectMapper json;
  private final TargetStore targets;
  private final int batch;

  TwinWork(Outbox outbox, ObjectMapper json, TargetStore targets, int batch) {
    this.outbox = outbox;
    this.json = json;
    this.targets = targets;
    this.batch = batch;
  }

  /** How far a run has come through the targets in their order. */
  private static final class Cursor {
    @Nullable Identity last;
    boolean atEnd;
  }

  void run(JobRun run, JobWork.Patch patch) {
    Cursor cursor = new Cursor();
    while (run.mayGoOn() && !cursor.atEnd) {
      run.step(
          (handle, locked, now) ->
              locked.status() == JobStatus.RUNNING
                  ? patchNext(handle, run.key(), patch, cursor, now)
                  : JobStatistics.NONE);
    }
  }

  private JobStatistics patchNext(
      Handle handle, JobKey key, JobWork.Patch patch, Cursor cursor, Instant now) {
    List<Identity> next = targets.pending(handle, key, cursor.last, batch);
    cursor.atEnd = next.size() < batch;
    if (next.isEmpty()) {
      return JobStatistics.NONE;
    }
    cursor.last = next.getLast();
    TwinBatch twins = TwinBatch.lock(handle, json, next, now);
    List<Outcome> outcomes = new ArrayList<>(next.size());
    for (Identity identity : next) {
      try {
        twins.merge(identity, patch.twin(), patch.ifMatch());
        outcomes.add(Outcome.done(identity));
      } catch (HubException refusal) {
        outcomes.add(Outcome.refused(identity, refusal));
      }
    }
    outbox.append(handle, twins.write());
    return JobStatistics.finished(targets.finish(handle, key, null, outcomes, now));
  }
}
