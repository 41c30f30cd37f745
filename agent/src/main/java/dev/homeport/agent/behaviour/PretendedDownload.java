package dev.homeport.agent.behaviour;

import dev.homeport.agent.update.Fetcher;
import dev.homeport.agent.update.Installation;
import dev.homeport.agent.update.UpdateOrder;
import java.time.Duration;
import java.util.function.LongConsumer;

/**
 * A download that needs no server and only takes its time.
 *
 * @param time of the whole
 */
record PretendedDownload(Duration time) implements Fetcher {

  private static final int PARTS = 10;

  @Override
  public boolean fetch(UpdateOrder order, Installation into, LongConsumer arrived)
      throws InterruptedException {
    for (int part = 1; part <= PARTS; part++) {
      Thread.sleep(time.dividedBy(PARTS));
      arrived.accept(order.size() * part / PARTS);
    }
    return true;
  }
}
