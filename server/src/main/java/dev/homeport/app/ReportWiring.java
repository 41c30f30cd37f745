package dev.homeport.app;

import dev.homeport.HubName;
import dev.homeport.app.account.TrustedCa;
import dev.homeport.mail.MailSettings;
import dev.homeport.mail.Mailer;
import dev.homeport.registry.Hubs;
import dev.homeport.report.Reports;
import dev.homeport.report.ScheduledReports;
import dev.homeport.report.Schedules;
import dev.homeport.twin.query.TwinQueries;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Makes the parts of reports and mail, each once. */
public final class ReportWiring {

  private static final long MEGABYTE = 1_000_000;

  @Produces
  @Singleton
  Mailer mailer(Clock clock) {
    return new Mailer(mailSettings(Main.started().settings().mail()), clock);
  }

  private static @Nullable MailSettings mailSettings(Settings.MailServer mail) {
    return mail.host()
        .map(
            host ->
                new MailSettings(
                    host,
                    mail.port(),
                    mail.security(),
                    mail.user().orElse(null),
                    mail.passwordFile().orElse(null),
                    mail.from().orElseThrow(),
                    mail.ca().map(TrustedCa::of).orElse(null)))
        .orElse(null);
  }

  @Produces
  @Singleton
  Reports reports(Jdbi jdbi, TwinQueries queries, Clock clock) {
    return new Reports(jdbi, queries, clock);
  }

  @Produces
  @Singleton
  Schedules schedules(Jdbi jdbi, Reports reports, Clock clock) {
    return new Schedules(jdbi, reports, clock);
  }

  @Produces
  @Singleton
  ScheduledReports scheduledReports(
      Jdbi jdbi, Reports reports, Mailer mailer, Hubs hubs, Clock clock) {
    long attachment = Main.started().settings().mail().attachmentLimit() * MEGABYTE;
    return new ScheduledReports(
        jdbi,
        reports,
        mailer,
        clock,
        new ScheduledReports.Limits(attachment, consoleAddress(hubs)));
  }

  /** Where people find the console. */
  static String consoleAddress(Hubs hubs) {
    return "https://" + PublicHost.of(hubs, HubName.DEFAULT) + "/console";
  }
}
