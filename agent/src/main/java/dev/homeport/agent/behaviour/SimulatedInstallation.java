package dev.homeport.agent.behaviour;

import dev.homeport.agent.behaviour.UpdateFaults.Fault;
import dev.homeport.agent.update.Installation;
import dev.homeport.agent.update.Sha256;
import dev.homeport.agent.update.UpdateOrder;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Two slots that hold no byte: what comes is counted and hashed. May fail as {@link UpdateFaults}
 * says. Thread-safe.
 */
final class SimulatedInstallation implements Installation {

  private final @Nullable Fault fault;
  private final boolean pretended;
  private final MessageDigest digest = Sha256.digest();
  private String version;
  private String other = "";
  private long length;
  private Standing standing = new Standing.Proven();

  /**
   * @param fault null for none
   * @param pretended whether nothing is really downloaded, so that there is nothing to check
   */
  SimulatedInstallation(String version, @Nullable Fault fault, boolean pretended) {
    this.version = version;
    this.fault = fault;
    this.pretended = pretended;
  }

  @Override
  public synchronized String runningVersion() {
    return version;
  }

  @Override
  public synchronized Standing standing() {
    return standing;
  }

  @Override
  public long room() {
    return fault == Fault.NO_SPACE ? 0 : Long.MAX_VALUE;
  }

  @Override
  public synchronized void clear() {
    digest.reset();
    length = 0;
  }

  @Override
  public synchronized long length() {
    return length;
  }

  @Override
  public synchronized void append(byte[] bytes) {
    digest.update(bytes);
    length += bytes.length;
  }

  @Override
  public synchronized boolean holds(UpdateOrder order) {
    if (fault == Fault.BAD_HASH || !(pretended || hasCome(order))) {
      return false;
    }
    other = order.version();
    return true;
  }

  private boolean hasCome(UpdateOrder order) {
    return length == order.size() && Sha256.text(digest).equals(order.sha256());
  }

  @Override
  public void seal() {}

  @Override
  public synchronized void switchOver() {
    if (fault == Fault.CRASH) {
      standing = new Standing.FellBack("the new build crashed");
    } else {
      version = other;
      standing = new Standing.OnTrial();
    }
  }

  @Override
  public synchronized void confirm() {
    standing = new Standing.Proven();
  }

  @Override
  public synchronized void forgetFailure() {
    standing = new Standing.Proven();
  }
}
