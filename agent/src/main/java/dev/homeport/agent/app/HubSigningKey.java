package dev.homeport.agent.app;

import dev.homeport.agent.HubRegistry;
import dev.homeport.agent.update.TrustedKey;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The key with which a hub itself signs firmware: what a simulated fleet trusts, whose hub is its
 * own. Thread-safe.
 */
final class HubSigningKey implements TrustedKey {

  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final HubRegistry hub;
  private @Nullable String pem;
  private long since;

  HubSigningKey(HubRegistry hub) {
    this.hub = hub;
  }

  @Override
  public synchronized @Nullable String pem() throws IOException, InterruptedException {
    long now = System.nanoTime();
    if (pem == null || now - since > FRESH_NANOS) {
      pem = hub.signingKey();
      since = now;
    }
    return pem;
  }
}
