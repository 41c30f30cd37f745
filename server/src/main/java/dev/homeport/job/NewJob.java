package dev.homeport.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** A job as a service asks for it (IoT Hub service REST API, JobRequest). */
final class NewJob {

  static final Duration DEFAULT_LIMIT = Duration.ofHours(1);
  static final Duration LONGEST_LIMIT = Duration.ofDays(30);

  private NewJob() {}

  /**
   * Reads a request. A start time that is absent or past is now; {@code maxExecutionTimeInSeconds}
   * that is absent or 0 is {@link #DEFAULT_LIMIT}.
   *
   * @throws HubException that names what is wrong
   */
  static Job of(JobKey key, JsonNode request, String by, Instant now) {
    if (!request.isObject()) {
      throw invalid("the body is not a JSON object");
    }
    JsonNode named = request.path("jobId");
    if (named.isValueNode() && !named.isNull() && !named.asText().equals(key.jobId())) {
      throw invalid("the jobId of the body is another than that of the path");
    }
    JobType type =
        JobType.of(request.path("type").asText())
            .orElseThrow(
                () -> invalid("type is " + JobType.METHOD.wire() + " or " + JobType.TWIN.wire()));
    String member = type == JobType.METHOD ? "cloudToDeviceMethod" : "updateTwin";
    JsonNode work = request.path(member);
    if (!work.isObject()) {
      throw invalid(member + " is missing");
    }
    var _ = JobWork.of(type, work);
    String condition = request.path("queryCondition").asText("");
    var _ = Targeting.of(condition);
    Instant start = start(request.path("startTime"), now);
    return new Job(
        key,
        type,
        start.isAfter(now) ? JobStatus.SCHEDULED : JobStatus.ENQUEUED,
        condition,
        work.toString(),
        limit(request.path("maxExecutionTimeInSeconds")),
        by,
        now,
        start,
        null,
        now,
        null,
        0,
        false,
        JobStatistics.NONE);
  }

  private static Duration limit(JsonNode seconds) {
    if (seconds.isMissingNode() || seconds.isNull()) {
      return DEFAULT_LIMIT;
    }
    if (!seconds.isIntegralNumber()
        || !seconds.canConvertToLong()
        || seconds.longValue() < 0
        || seconds.longValue() > LONGEST_LIMIT.toSeconds()) {
      throw invalid("maxExecutionTimeInSeconds is between 0 and " + LONGEST_LIMIT.toSeconds());
    }
    return seconds.longValue() == 0 ? DEFAULT_LIMIT : Duration.ofSeconds(seconds.longValue());
  }

  /** ISO 8601; without an offset, it is UTC. */
  private static Instant start(JsonNode time, Instant now) {
    if (time.isMissingNode() || time.isNull() || time.asText().isEmpty()) {
      return now;
    }
    try {
      var parsed =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              time.asText(), OffsetDateTime::from, LocalDateTime::from);
      Instant start =
          parsed instanceof OffsetDateTime offset
              ? offset.toInstant()
              : LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC);
      if (start.isAfter(now.plus(Duration.ofDays(3650)))) {
        throw invalid("startTime lies too far ahead");
      }
      return start.isBefore(now) ? now : start;
    } catch (DateTimeException e) {
      throw invalid("startTime is a time as 2026-03-05T12:30:00Z");
    }
  }

  private static HubException invalid(String message) {
    return new HubException(ErrorCode.ARGUMENT_INVALID, message);
  }
}
