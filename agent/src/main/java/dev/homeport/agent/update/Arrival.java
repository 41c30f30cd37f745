package dev.homeport.agent.update;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one answer on their way into an installation. Nothing gets there after it was
 * closed, though the connection may still bring some. Thread-safe.
 */
final class Arrival {

  private final Installation into;
  private final long from;
  private final long size;
  private final LongConsumer arrived;
  private @Nullable IOException fault;
  private long length;
  private boolean closed;

  /**
   * @param from where the part that was asked for begins
   * @param size of the whole
   */
  Arrival(Installation into, long from, long size, LongConsumer arrived) {
    this.into = into;
    this.from = from;
    this.size = size;
    this.arrived = arrived;
    this.length = from;
  }

  /** Whether an answer brings what is missing; one with the whole begins anew. */
  synchronized boolean accepts(int status, HttpHeaders headers) {
    if (closed) {
      return false;
    }
    if (status == 206) {
      String range = headers.firstValue("Content-Range").orElse("");
      return range.startsWith("bytes " + from + "-");
    }
    if (status == 200 && from > 0) {
      try {
        into.clear();
        length = 0;
      } catch (IOException e) {
        fault = e;
        return false;
      }
    }
    return status == 200;
  }

  synchronized void add(byte[] bytes) {
    if (closed || fault != null || isEnough()) {
      return;
    }
    try {
      into.append(bytes);
      length += bytes.length;
      arrived.accept(length);
    } catch (IOException e) {
      fault = e;
    } catch (UncheckedIOException e) {
      fault = e.getCause();
    }
  }

  /** There is all that was ordered, or more. */
  synchronized boolean isEnough() {
    return length >= size;
  }

  synchronized long length() {
    return length;
  }

  /** Passes on why bytes could not be kept. */
  synchronized void rethrow() throws IOException {
    if (fault != null) {
      throw fault;
    }
  }

  synchronized void close() {
    closed = true;
  }
}
