package dev.homeport.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.zaxxer.hikari.HikariDataSource;
import dev.homeport.alert.AlertUpkeep;
import dev.homeport.configuration.ConfigurationPass;
import dev.homeport.configuration.ConfigurationService;
import dev.homeport.eventlog.Outbox;
import dev.homeport.gateway.Node;
import dev.homeport.health.HealthUpkeep;
import dev.homeport.insight.HistoryUpkeep;
import dev.homeport.job.JobHistory;
import dev.homeport.job.JobRunner;
import dev.homeport.job.JobScheduler;
import dev.homeport.job.JobService;
import dev.homeport.job.JobSettings;
import dev.homeport.messaging.MethodService;
import dev.homeport.onboarding.StatusHooks;
import dev.homeport.registry.RegistryService;
import dev.homeport.report.ScheduledReports;
import dev.homeport.transfer.RegistryJobs;
import dev.homeport.twin.query.TwinQueries;
import dev.homeport.update.deployment.Orchestrator;
import dev.homeport.update.firmware.FirmwareUploads;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Makes the parts that work through jobs and do what recurs, each once. */
public final class JobWiring {

  @Produces
  @Singleton
  JobRunner jobRunner(
      Jdbi jdbi,
      Outbox outbox,
      ObjectMapper json,
      Clock clock,
      TwinQueries queries,
      RegistryService registry,
      MethodService methods) {
    Settings.Jobs jobs = Main.started().settings().jobs();
    return new JobRunner(
        jdbi,
        outbox,
        json,
        clock,
        queries,
        registry,
        methods,
        new JobSettings(jobs.concurrency(), jobs.batch()));
  }

  @Produces
  @Singleton
  JobScheduler jobScheduler(
      HikariDataSource database,
      Jdbi jdbi,
      Node node,
      JobRunner runner,
      ConfigurationService configurations,
      HistoryUpkeep history,
      ScheduledReports reports,
      HealthUpkeep health,
      AlertUpkeep alerts,
      StatusHooks statusHooks,
      FirmwareUploads uploads,
      Orchestrator deployments,
      RegistryJobs registryJobs,
      Clock clock) {
    Settings settings = Main.started().settings();
    Settings.Jobs jobs = settings.jobs();
    List<RecurringTask<?>> recurring = new ArrayList<>(history.tasks());
    recurring.add(reports.task());
    recurring.add(health.task());
    recurring.addAll(alerts.tasks());
    recurring.add(statusHooks.task());
    recurring.add(uploads.task());
    recurring.add(deployments.task());
    recurring.add(registryJobs.task());
    recurring.add(ConfigurationPass.task(configurations, settings.configurations().interval()));
    return new JobScheduler(
        database,
        node.id().toString(),
        runner,
        new JobHistory(jdbi, clock, jobs.retention()),
        jobs.parallel(),
        recurring);
  }

  @Produces
  @Singleton
  JobService jobs(
      Jdbi jdbi, Outbox outbox, Clock clock, JobScheduler scheduler, TwinQueries queries) {
    return new JobService(jdbi, outbox, clock, scheduler, queries);
  }
}
