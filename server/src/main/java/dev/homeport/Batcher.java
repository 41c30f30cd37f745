package dev.homeport;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what many callers ask for at the same time into one call, so that one database
 * transaction serves them all. A lone caller waits for nobody: a batch is whatever had queued up
 * while the one before was running. Requests of one lane run in the order they came.
 *
 * <p>Thread-safe. Bounded: a full lane makes the caller wait at most {@link #ENQUEUE_SECONDS}, then
 * fails it.
 *
 * @param <T> what is asked
 * @param <R> what is answered
 */
public final class Batcher<T, R> implements AutoCloseable {

  private static final int ENQUEUE_SECONDS = 10;

  private record Request<T, R>(T item, CompletableFuture<R> answer) {}

  private final List<BlockingQueue<Request<T, R>>> lanes;
  private final List<Thread> workers;
  private final Function<List<T>, List<R>> work;
  private final int maxBatch;
  private volatile boolean closed;

  /**
   * @param name of the worker threads
   * @param laneCount how many batches may run side by side
   * @param maxBatch the most requests in one call of {@code work}
   * @param work answers a batch, one answer per request and in their order; when it throws, every
   *     request of the batch fails with that
   */
  public Batcher(String name, int laneCount, int maxBatch, Function<List<T>, List<R>> work) {
    this.work = work;
    this.maxBatch = maxBatch;
    this.lanes = new ArrayList<>(laneCount);
    this.workers = new ArrayList<>(laneCount);
    for (int i = 0; i < laneCount; i++) {
      BlockingQueue<Request<T, R>> lane = new ArrayBlockingQueue<>(maxBatch * 64);
      lanes.add(lane);
      workers.add(Thread.ofVirtual().name(name + "-" + i).start(() -> run(lane)));
    }
  }

  /**
   * Queues {@code item} on the lane of {@code key}; may block for a while when the lane is full.
   */
  public CompletableFuture<R> submit(Object key, T item) {
    Request<T, R> request = new Request<>(item, new CompletableFuture<>());
    BlockingQueue<Request<T, R>> lane = lanes.get(Math.floorMod(key.hashCode(), lanes.size()));
    try {
      if (closed || !lane.offer(request, ENQUEUE_SECONDS, TimeUnit.SECONDS)) {
        throw new RejectedExecutionException(closed ? "closed" : "too many waiting requests");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RejectedExecutionException("interrupted", e);
    }
    return request.answer();
  }

  private void run(BlockingQueue<Request<T, R>> lane) {
    List<Request<T, R>> batch = new ArrayList<>(maxBatch);
    while (true) {
      Request<T, R> first = next(lane);
      if (first == null) {
        return;
      }
      batch.add(first);
      lane.drainTo(batch, maxBatch - 1);
      answer(batch);
      batch.clear();
    }
  }

  private @Nullable Request<T, R> next(BlockingQueue<Request<T, R>> lane) {
    while (true) {
      try {
        Request<T, R> request = lane.poll(1, TimeUnit.SECONDS);
        if (request != null || closed) {
          return request;
        }
      } catch (InterruptedException e) {
        if (closed && lane.isEmpty()) {
          return null;
        }
      }
    }
  }

  private void answer(List<Request<T, R>> batch) {
    try {
      List<R> answers = work.apply(batch.stream().map(Request::item).toList());
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).answer().complete(answers.get(i));
      }
    } catch (RuntimeException e) {
      batch.forEach(request -> request.answer().completeExceptionally(e));
    }
  }

  /** Takes nothing new, finishes what had queued up. */
  @Override
  public void close() {
    closed = true;
    workers.forEach(Thread::interrupt);
    for (Thread worker : workers) {
      try {
        worker.join(ENQUEUE_SECONDS * 1000L);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
