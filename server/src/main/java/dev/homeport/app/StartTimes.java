package dev.homeport.app;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long each part of the start took, in milliseconds since {@code ./homeport} was called when it
 * says so ({@code HOMEPORT_STARTED_AT}), since the JVM's start otherwise. Thread-safe.
 */
final class StartTimes {

  private static final Logger LOGGER = LoggerFactory.getLogger(StartTimes.class);

  private record Mark(String part, long millis) {}

  private final Instant begin;
  private final List<Mark> marks = new ArrayList<>();

  StartTimes() {
    String called = System.getenv("HOMEPORT_STARTED_AT");
    Instant jvm = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
    this.begin =
        called != null && called.matches("[0-9]{13}")
            ? Instant.ofEpochMilli(Long.parseLong(called))
            : jvm;
    mark("main");
  }

  synchronized void mark(String part) {
    marks.add(new Mark(part, Duration.between(begin, Instant.now()).toMillis()));
  }

  synchronized void log(String message) {
    var line = LOGGER.atInfo();
    for (Mark mark : marks) {
      line = line.addKeyValue(mark.part(), mark.millis());
    }
    line.log(message);
  }
}
