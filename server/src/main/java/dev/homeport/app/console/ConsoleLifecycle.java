package dev.homeport.app.console;

import dev.homeport.messaging.TelemetryReader;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Starts what the console needs with the server, and ends it. */
@Singleton
public final class ConsoleLifecycle {

  private final LiveFeeds feeds;
  private final TelemetryReader reader;

  public ConsoleLifecycle(LiveFeeds feeds, TelemetryReader reader) {
    this.feeds = feeds;
    this.reader = reader;
  }

  void start(@Observes StartupEvent event) {
    feeds.start();
  }

  void stop(@Observes ShutdownEvent event) {
    feeds.close();
    reader.close();
  }
}
