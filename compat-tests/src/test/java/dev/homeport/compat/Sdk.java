package dev.homeport.compat;

import com.microsoft.azure.sdk.iot.device.InternalClient;
import com.microsoft.azure.sdk.iot.device.IotHubStatusCode;
import com.microsoft.azure.sdk.iot.device.exceptions.IotHubClientException;
import com.microsoft.azure.sdk.iot.device.twin.Twin;
import com.microsoft.azure.sdk.iot.device.twin.TwinCollection;
import java.util.concurrent.Callable;

/**
 * Calls of the Java SDK that wait for an answer about the twin. Its receiving thread now and then
 * strikes a request off before the thread that got the answer has looked it up; the caller then
 * waits in vain although the hub has answered.
 */
final class Sdk {

  /** An answer that did not come by then was lost in the client. */
  private static final int ANSWER_MILLIS = 3_000;

  private static final int ATTEMPTS = 5;

  private Sdk() {}

  /** Asks, and asks again when the answer was lost. */
  private static <T> T ask(Callable<T> question) throws Exception {
    int attempt = 1;
    while (true) {
      try {
        return question.call();
      } catch (IotHubClientException e) {
        if (e.getStatusCode() != IotHubStatusCode.DEVICE_OPERATION_TIMED_OUT
            || attempt++ == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  static Twin twin(InternalClient client) throws Exception {
    return ask(() -> client.getTwin(ANSWER_MILLIS));
  }

  /** Reports one property, on top of what the hub has. */
  static void report(InternalClient client, String name, Object value) throws Exception {
    ask(
        () -> {
          TwinCollection reported = client.getTwin(ANSWER_MILLIS).getReportedProperties();
          reported.put(name, value);
          return client.updateReportedProperties(reported, ANSWER_MILLIS);
        });
  }
}
