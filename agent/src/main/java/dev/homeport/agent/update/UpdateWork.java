package dev.homeport.agent.update;

import dev.homeport.agent.update.UpdateFailure.Reason;
import dev.homeport.agent.update.UpdateState.Phase;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of one update, from where it was left to the restart. The updater keeps and reports
 * them, and interrupts this when it is not to go on.
 *
 * @param before the thread that worked on an earlier update, or null
 */
record UpdateWork(
    Updater updater,
    DeviceFacts facts,
    TrustedKey key,
    Installation installation,
    Fetcher fetcher,
    UpdateRules rules,
    @Nullable Thread before)
    implements Runnable {

  private static final Logger LOGGER = LoggerFactory.getLogger(UpdateWork.class);
  private static final int ALMOST_NOTHING = 1 << 16;

  @Override
  public void run() {
    try {
      if (before != null) {
        before.join(); // it may still be writing
      }
      rules.atATime().acquire();
      try {
        goThroughTheSteps();
      } finally {
        rules.atATime().release();
      }
    } catch (UpdateFailure e) {
      updater.endWork(e.reason(), e.message());
    } catch (IOException e) {
      updater.endWork(roomIsGone() ? Reason.NO_SPACE : Reason.INSTALL_FAILED, String.valueOf(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // cancelled, or the process ends: nothing to add
    } catch (RuntimeException e) {
      LOGGER.error("an update broke", e);
      updater.endWork(Reason.INSTALL_FAILED, e.toString());
    }
  }

  private boolean roomIsGone() {
    try {
      return installation.room() < ALMOST_NOTHING;
    } catch (IOException e) {
      return false;
    }
  }

  private void goThroughTheSteps() throws UpdateFailure, IOException, InterruptedException {
    UpdateOrder order = updater.mine().order();
    ManifestSignature.verify(order, key);
    Manifest manifest = Manifest.parse(order.manifest());
    manifest.agreesWith(order);
    manifest.suits(facts, installation.runningVersion());
    if (installation.room() < order.size()) {
      throw new UpdateFailure(
          Reason.NO_SPACE, order.size() + " bytes do not fit into " + installation.room());
    }
    if (updater.mine().phase() == Phase.QUEUED) {
      installation.clear();
    }

    if (updater.mine().isDownloading() || installation.length() != order.size()) {
      updater.step(Phase.DOWNLOADING);
      while (!fetcher.fetch(updater.mine().order(), installation, updater::arrived)) {
        awaitFreshUrl();
      }
    }

    updater.stepOnTo(Phase.VERIFYING);
    if (!installation.holds(order)) {
      installation.clear();
      throw new UpdateFailure(Reason.HASH_MISMATCH, "what came has another hash than was ordered");
    }

    updater.stepOnTo(Phase.INSTALLING);
    installation.seal();

    updater.restartIntoIt();
  }

  private void awaitFreshUrl() throws UpdateFailure, InterruptedException {
    String ended = updater.mine().order().url();
    for (int asked = 0; asked < rules.patience().freshUrls(); asked++) {
      updater.askForUrl();
      if (updater.hasUrlOtherThan(ended)) {
        return;
      }
    }
    throw new UpdateFailure(Reason.DOWNLOAD_FAILED, "the URL has ended, and no fresh one came");
  }
}
