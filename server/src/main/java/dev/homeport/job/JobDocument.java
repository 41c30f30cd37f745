package dev.homeport.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A job on the wire (IoT Hub service REST API, JobResponse). What is not there is left out: the
 * Java service client takes no null for an object.
 */
final class JobDocument {

  private JobDocument() {}

  static ObjectNode of(ObjectMapper json, Job job) {
    ObjectNode document = json.createObjectNode();
    document.put("jobId", job.key().jobId());
    document.put("queryCondition", job.condition());
    document.put("createdTime", job.createdAt().toString());
    document.put("startTime", job.startAt().toString());
    if (job.endedAt() != null) {
      document.put("endTime", job.endedAt().toString());
    }
    document.put("maxExecutionTimeInSeconds", job.limit().toSeconds());
    document.put("type", job.type().wire());
    try {
      document.set(
          job.type() == JobType.METHOD ? "cloudToDeviceMethod" : "updateTwin",
          json.readTree(job.work()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the work of a job is no JSON", e);
    }
    document.put("status", job.status().wire());
    if (job.failure() != null) {
      document.put("failureReason", job.failure());
    }
    JobStatistics counts = job.statistics();
    ObjectNode statistics = document.putObject("deviceJobStatistics");
    statistics.put("deviceCount", counts.devices());
    statistics.put("failedCount", counts.failed());
    statistics.put("succeededCount", counts.succeeded());
    statistics.put("runningCount", counts.running());
    statistics.put("pendingCount", counts.pending());
    return document;
  }

  /** What the event {@code JobChanged} tells: the job without what it does. */
  static String progress(Job job) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("jobId", job.key().jobId());
    body.put("type", job.type().wire());
    body.put("status", job.status().wire());
    body.put("queryCondition", job.condition());
    if (job.createdBy() != null) {
      body.put("createdBy", job.createdBy());
    }
    body.put("createdTime", job.createdAt().toString());
    body.put("startTime", job.startAt().toString());
    Instant end = job.endedAt();
    if (end != null) {
      body.put("endTime", end.toString());
    }
    body.put("maxExecutionTimeInSeconds", job.limit().toSeconds());
    if (job.failure() != null) {
      body.put("failureReason", job.failure());
    }
    JobStatistics counts = job.statistics();
    body.putObject("statistics")
        .put("devices", counts.devices())
        .put("pending", counts.pending())
        .put("running", counts.running())
        .put("succeeded", counts.succeeded())
        .put("failed", counts.failed())
        .put("cancelled", counts.cancelled());
    return body.toString();
  }
}
