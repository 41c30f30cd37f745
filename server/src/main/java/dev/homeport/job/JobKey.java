package dev.homeport.job;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.HubName;
import java.util.regex.Pattern;

/** Names one job of one hub: its id has 1 to 64 letters, digits and {@code - _ . :}. */
public record JobKey(HubName hub, String jobId) {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.:-]{1,64}");

  /** Not an id, because a GET with it asks for the list of jobs. */
  private static final String QUERY = "query";

  public JobKey {
    if (!FORM.matcher(jobId).matches() || jobId.equals(QUERY)) {
      throw new HubException(
          ErrorCode.ARGUMENT_INVALID,
          "a job id has 1 to 64 letters, digits and - _ . : and is not \"query\"");
    }
  }

  /** As db-scheduler knows it; a hub's name has no slash. */
  String instance() {
    return hub + "/" + jobId;
  }

  static JobKey ofInstance(String instance) {
    int slash = instance.indexOf('/');
    return new JobKey(new HubName(instance.substring(0, slash)), instance.substring(slash + 1));
  }
}
