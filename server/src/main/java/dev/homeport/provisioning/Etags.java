package dev.homeport.provisioning;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import dev.homeport.registry.EtagCondition;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The ETags of enrollments and registrations. */
final class Etags {

  private Etags() {}

  static String fresh() {
    return UUID.randomUUID().toString();
  }

  /**
   * @param ifMatch null or {@code *} for any
   * @throws HubException with {@link ErrorCode#PRECONDITION_FAILED}
   */
  static void require(String what, String etag, @Nullable String ifMatch) {
    if (ifMatch != null && !EtagCondition.matches(ifMatch, etag)) {
      throw new HubException(
          ErrorCode.PRECONDITION_FAILED, what + " has changed: its ETag is another one by now");
    }
  }
}
