package dev.homeport;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.time.Duration;
import java.util.Arrays;

/** SMTP servers for tests, on free ports, that may take their time to start. */
public final class TestMail {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private TestMail() {}

  /** One that is yet to be started. */
  public static GreenMail server(ServerSetup... setups) {
    return new GreenMail(
        Arrays.stream(setups).map(TestMail::onAFreePort).toArray(ServerSetup[]::new));
  }

  private static ServerSetup onAFreePort(ServerSetup setup) {
    ServerSetup free = setup.dynamicPort();
    free.setServerStartupTimeout(START_LIMIT.toMillis());
    return free;
  }
}
