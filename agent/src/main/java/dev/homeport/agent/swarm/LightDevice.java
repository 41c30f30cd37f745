package dev.homeport.agent.swarm;

import dev.homeport.agent.DeviceConnectionString;
import dev.homeport.agent.behaviour.SimulatedDevice;
import dev.homeport.agent.update.Updater;
import io.netty.channel.ChannelFuture;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A simulated device, which connects, and again whenever its connection has ended.
 *
 * <pre>
 *   waiting ──its turn──→ connecting ──CONNACK──→ connected
 *      ↑                      │                       │
 *      └──after a back-off────┴── after a back-off, ──┘
 *                                 or a reboot
 *   any ──stop──→ stopped
 * </pre>
 *
 * Confined to its event loop, except for {@link #start}, {@link #stop} and what its updater asks of
 * it.
 */
final class LightDevice {

  static final long REBOOT_MILLIS = 3_000;

  /** A connection that lasted so long was a good one: the next loss is the first again. */
  static final long STEADY_SECONDS = 30;

  /** Opens a connection to the hub with its conversation as the last handler. */
  interface Dialer {
    ChannelFuture dial(LightConnection conversation);
  }

  /** How a light device updates itself. */
  interface Updates {
    Updater of(Updater.Device device) throws IOException;

    /** Whether the device is gone for good when it restarts into a new build. */
    boolean isLostByRestart();
  }

  private sealed interface State {
    record Waiting() implements State {}

    record Connecting(LightConnection connection) implements State {}

    /**
     * @param since by the clock of {@link System#nanoTime}
     */
    record Connected(LightConnection connection, long since) implements State {}

    /** It stops as soon as its connection is closed. */
    record Leaving(boolean wasAccepted) implements State {}

    record Stopped() implements State {}
  }

  private final DeviceConnectionString identity;
  private final SimulatedDevice simulated;
  private final @Nullable Updater updater;
  private final Dialer dialer;
  private final EventExecutor loop;
  private final ConnectPace pace;
  private final Tally tally;
  private final RandomGenerator random;
  private final Backoff backoff;
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();
  private State state = new State.Waiting();

  /**
   * @param updates null when it does not update itself
   */
  LightDevice(
      DeviceConnectionString identity,
      SimulatedDevice simulated,
      @Nullable Updates updates,
      Dialer dialer,
      EventExecutor loop,
      ConnectPace pace,
      Tally tally,
      RandomGenerator random)
      throws IOException {
    this.identity = identity;
    this.simulated = simulated;
    this.dialer = dialer;
    this.loop = loop;
    this.pace = pace;
    this.tally = tally;
    this.random = random;
    this.backoff = new Backoff(random);
    this.updater = updates == null ? null : updates.of(new UpdatedDevice(updates));
  }

  /** What the updater asks of this device happens on its event loop. */
  private final class UpdatedDevice implements Updater.Device {
    private final Updates updates;

    UpdatedDevice(Updates updates) {
      this.updates = updates;
    }

    @Override
    public void report(Map<String, Object> patch) {
      onConnection(connection -> connection.report(patch));
    }

    @Override
    public void restart() {
      onConnection(
          connection -> {
            if (updates.isLostByRestart()) {
              leave(connection, true);
            } else {
              connection.leave();
            }
          });
    }

    private void onConnection(Consumer<LightConnection> task) {
      loop.execute(
          () -> {
            if (state instanceof State.Connected(LightConnection connection, long _)) {
              task.accept(connection);
            }
          });
    }
  }

  void start() {
    pace.request(() -> loop.execute(this::connect));
  }

  private void connect() {
    if (state instanceof State.Stopped) {
      pace.finished();
      return;
    }
    LightConnection connection =
        new LightConnection(identity, simulated, updater, tally, random, this::accepted);
    state = new State.Connecting(connection);
    tally.connecting();
    dialer
        .dial(connection)
        .addListener(
            (ChannelFuture opening) -> {
              if (opening.isSuccess()) {
                opening.channel().closeFuture().addListener(closed -> ended(connection.ending()));
              } else {
                Ending failure = Ending.Lost.to(opening.cause());
                loop.execute(() -> ended(failure));
              }
            });
  }

  private void accepted() {
    if (state instanceof State.Connecting(LightConnection connection)) {
      state = new State.Connected(connection, System.nanoTime());
      pace.finished();
      tally.accepted();
    }
  }

  private void ended(Ending ending) {
    switch (state) {
      case State.Connecting _ -> {
        pace.finished();
        tally.ended(false);
        waitAfter(ending);
      }
      case State.Connected(LightConnection _, long since) -> {
        tally.ended(true);
        if (System.nanoTime() - since > TimeUnit.SECONDS.toNanos(STEADY_SECONDS)) {
          backoff.reset();
        }
        waitAfter(ending);
      }
      case State.Leaving(boolean wasAccepted) -> {
        tally.ended(wasAccepted);
        finish();
      }
      case State.Waiting _, State.Stopped _ ->
          throw new IllegalStateException("nothing was open that could end");
    }
  }

  private void waitAfter(Ending ending) {
    state = new State.Waiting();
    switch (ending) {
      case Ending.Goodbye _ -> again(REBOOT_MILLIS);
      case Ending.Lost(String why) -> {
        tally.lost(why);
        again(backoff.next());
      }
    }
  }

  private void again(long millis) {
    loop.schedule(this::start, millis, TimeUnit.MILLISECONDS);
  }

  /** Leaves the hub for good; done when the connection is closed. */
  CompletableFuture<Void> stop() {
    loop.execute(
        () -> {
          switch (state) {
            case State.Waiting _ -> finish();
            case State.Connecting(LightConnection connection) -> leave(connection, false);
            case State.Connected(LightConnection connection, long _) -> leave(connection, true);
            case State.Leaving _, State.Stopped _ -> {}
          }
        });
    return stopped;
  }

  private void leave(LightConnection connection, boolean wasAccepted) {
    state = new State.Leaving(wasAccepted);
    connection.leave();
  }

  private void finish() {
    state = new State.Stopped();
    if (updater != null) {
      updater.close();
    }
    stopped.complete(null);
  }
}
