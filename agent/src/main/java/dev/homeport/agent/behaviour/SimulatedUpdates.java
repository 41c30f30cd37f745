package dev.homeport.agent.behaviour;

import dev.homeport.agent.behaviour.UpdateFaults.Fault;
import dev.homeport.agent.update.DeviceFacts;
import dev.homeport.agent.update.Fetcher;
import dev.homeport.agent.update.HttpDownload;
import dev.homeport.agent.update.Patience;
import dev.homeport.agent.update.TrustedKey;
import dev.homeport.agent.update.UpdateFile;
import dev.homeport.agent.update.UpdateRules;
import dev.homeport.agent.update.Updater;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLContext;

/** How the devices of a simulated fleet update themselves: all share the downloads under way. */
public final class SimulatedUpdates {

  private static final int PERCENT_STEP = 25;

  private final TrustedKey key;
  private final Fetcher fetcher;
  private final boolean pretended;
  private final UpdateFaults faults;
  private final UpdateRules rules;

  private SimulatedUpdates(
      TrustedKey key, Fetcher fetcher, boolean pretended, UpdateFaults faults, int atATime) {
    this.key = key;
    this.fetcher = fetcher;
    this.pretended = pretended;
    this.faults = faults;
    this.rules = new UpdateRules(Patience.DEFAULT, new Semaphore(atATime), PERCENT_STEP);
  }

  /**
   * Devices that download each firmware, check its hash and throw it away.
   *
   * @param atATime how many of them at the same time
   */
  public static SimulatedUpdates downloading(
      TrustedKey key, SSLContext tls, UpdateFaults faults, int atATime) {
    return new SimulatedUpdates(
        key, new HttpDownload(tls, Patience.DEFAULT), false, faults, atATime);
  }

  /**
   * Devices that only say that they download.
   *
   * @param time that it takes them
   */
  public static SimulatedUpdates pretending(
      TrustedKey key, Duration time, UpdateFaults faults, int atATime) {
    return new SimulatedUpdates(key, new PretendedDownload(time), true, faults, atATime);
  }

  /**
   * The updater of one device, in memory.
   *
   * @param number of the device in its fleet
   */
  public Updater of(int number, String model, Updater.Device device) throws IOException {
    return new Updater(
        new DeviceFacts(model, SimulatedDevice.FIRST_REVISION),
        key,
        new SimulatedInstallation(SimulatedDevice.FIRST_FIRMWARE, faults.of(number), pretended),
        fetcher,
        UpdateFile.inMemory(),
        rules,
        device);
  }

  /** Whether the device is gone for good when it restarts into a new build. */
  public boolean isLostByRestart(int number) {
    return faults.of(number) == Fault.NEVER_RETURNS;
  }
}
