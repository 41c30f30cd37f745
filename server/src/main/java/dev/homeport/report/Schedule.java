package dev.homeport.report;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.mail.Mailer;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A report that is mailed from time to time.
 *
 * @param condition as it was typed; {@code ""} for all devices
 * @param group that the devices have to be in; {@code ""} for none
 * @param version as in {@link ReportRequest}; {@code ""} for none
 */
public record Schedule(
    String name,
    Report report,
    ReportFormat format,
    String condition,
    String group,
    List<String> tags,
    String version,
    List<String> recipients,
    Cadence cadence,
    boolean enabled) {

  /** The most people that a report is mailed to. */
  public static final int MAX_RECIPIENTS = 50;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  public Schedule {
    tags = List.copyOf(tags);
    recipients = List.copyOf(recipients);
    if (!NAME.matcher(name).matches()) {
      throw invalid("a schedule's name has 1 to 64 letters, digits, '.', '_' and '-'");
    }
    if (recipients.isEmpty() || recipients.size() > MAX_RECIPIENTS) {
      throw invalid("a report is mailed to 1 to " + MAX_RECIPIENTS + " recipients");
    }
    for (String recipient : recipients) {
      if (!Mailer.isAddress(recipient)) {
        throw invalid("'" + recipient + "' is no mail address");
      }
    }
  }

  /** The report that is asked for. */
  public ReportRequest request() {
    return new ReportRequest(
        report,
        ReportRequest.limited(condition, group, null),
        tags,
        version.isEmpty() ? null : version);
  }

  private static HubException invalid(String reason) {
    return new HubException(ErrorCode.ARGUMENT_INVALID, reason);
  }
}
