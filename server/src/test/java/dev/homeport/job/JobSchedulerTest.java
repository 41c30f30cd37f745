package dev.homeport.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.homeport.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobSchedulerTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @RegisterExtension final TestDatabase database = new TestDatabase();
  private JobFixture f;

  @BeforeEach
  void open() {
    f = new JobFixture(database);
  }

  @AfterEach
  void close() {
    f.close();
  }

  @Test
  void oneOfTwoNodesRunsAJob() {
    f.register(20);
    try (JobScheduler first = f.scheduler;
        JobScheduler second = f.scheduler(database, "second")) {
      first.start();
      second.start();
      for (int i = 0; i < 10; i++) {
        f.call("j" + i, "*");
      }

      await()
          .atMost(LIMIT)
          .until(() -> f.jobs.count(JobFixture.HUB, null, JobStatus.COMPLETED) == 10);
    }

    assertThat(f.devices.calls).hasSize(20).allSatisfy((_, n) -> assertThat(n).isEqualTo(10));
    for (int i = 0; i < 10; i++) {
      assertThat(f.job("j" + i).statistics()).isEqualTo(new JobStatistics(20, 0, 20, 0, 0));
      assertThat(f.job("j" + i).run()).isOne();
    }
  }

  @Test
  void takesAJobUpAgainWhoseNodeHasDied() {
    f.register(3);
    f.call("j", "*");
    f.jdbi.useHandle(
        handle ->
            handle.execute(
                """
                UPDATE scheduled_tasks
                SET picked = true, picked_by = 'dead', last_heartbeat = now() - INTERVAL '1 minute'
                WHERE task_name = 'job'
                """));

    try (JobScheduler scheduler = f.scheduler) {
      scheduler.start();

      await().atMost(LIMIT).until(() -> f.job("j").status() == JobStatus.COMPLETED);
    }

    assertThat(f.job("j").statistics()).isEqualTo(new JobStatistics(3, 0, 3, 0, 0));
  }
}
