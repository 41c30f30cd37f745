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

  private static final int HTTPS = 443;
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
  Reports reports(Jdbi jdbi, TwinQueries queries) {
    return new Reports(jdbi, queries);
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
    Settings settings = Main.started().settings();
    int port = settings.ports().https();
    String console =
        "https://"
            + hubs.hostNames(HubName.DEFAULT).getFirst()
            + (port == HTTPS ? "" : ":" + port)
            + "/console";
    return new ScheduledReports(
        jdbi,
        reports,
        mailer,
        clock,
        new ScheduledReports.Limits(settings.mail().attachmentLimit() * MEGABYTE, console));
  }
}
