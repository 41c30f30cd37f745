package dev.homeport.app.console;

import dev.homeport.messaging.TelemetryReader;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Starts what the console needs with the server, and ends it. */
@Singleton
public final class ConsoleLifecycle {

  private final LiveFeed feed;
  private final TelemetryReader reader;

  public ConsoleLifecycle(LiveFeed feed, TelemetryReader reader) {
    this.feed = feed;
    this.reader = reader;
  }

  void start(@Observes StartupEvent event) {
    feed.start();
  }

  void stop(@Observes ShutdownEvent event) {
    feed.close();
    reader.close();
  }
}
