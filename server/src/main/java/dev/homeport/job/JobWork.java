package dev.homeport.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.messaging.DirectMethod;
import dev.homeport.twin.ImportedTwin;
import org.jspecify.annotations.Nullable;

/** What a job does to each device. */
sealed interface JobWork {

  record Call(DirectMethod method) implements JobWork {}

  /**
   * @param ifMatch the ETag that a twin must have, null or {@code *} for any
   */
  record Patch(ImportedTwin twin, @Nullable String ifMatch) implements JobWork {}

  /**
   * Reads {@code cloudToDeviceMethod} or {@code updateTwin}.
   *
   * @throws HubException when it is malformed
   */
  static JobWork of(JobType type, JsonNode work) {
    return switch (type) {
      case METHOD -> new Call(DirectMethod.of(work));
      case TWIN -> new Patch(ImportedTwin.of(work), work.path("etag").asText(null));
    };
  }

  /** Reads what a row holds. */
  static JobWork stored(ObjectMapper json, Job job) {
    try {
      return of(job.type(), json.readTree(job.work()));
    } catch (JsonProcessingException e) {
      throw new HubException(ErrorCode.SERVER_ERROR, "the work of the job cannot be read");
    }
  }
}
