package dev.homeport.compat;

import com.microsoft.azure.sdk.iot.device.InternalClient;
import com.microsoft.azure.sdk.iot.device.IotHubStatusCode;
import com.microsoft.azure.sdk.iot.device.exceptions.IotHubClientException;
import com.microsoft.azure.sdk.iot.device.twin.Twin;
import com.microsoft.azure.sdk.iot.device.twin.TwinCollection;

/**
 * Calls of the Java SDK that wait for an answer about the twin. Its receiving thread now and then
 * strikes a request off before the thread that got the answer has looked it up; the caller then
 * waits in vain although the hub has answered.
 */
final class Sdk {

  /** An answer that did not come by then was lost in the client, or the machine is busy. */
  private static final int ANSWER_MILLIS = 1_000;

  private static final int ATTEMPTS = 15;

  /** What is asked, with the time in which the answer has to come. */
  private interface Question<T> {
    T ask(int millis) throws Exception;
  }

  private Sdk() {}

  /** Asks, and asks again when the answer was lost, with more patience each time. */
  private static <T> T ask(Question<T> question) throws Exception {
    int attempt = 1;
    while (true) {
      try {
        return question.ask(attempt * ANSWER_MILLIS);
      } catch (IotHubClientException e) {
        if (e.getStatusCode() != IotHubStatusCode.DEVICE_OPERATION_TIMED_OUT
            || attempt++ == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  static Twin twin(InternalClient client) throws Exception {
    return ask(client::getTwin);
  }

  /** Reports one property, on top of what the hub has. */
  static void report(InternalClient client, String name, Object value) throws Exception {
    ask(
        millis -> {
          TwinCollection reported = client.getTwin(millis).getReportedProperties();
          reported.put(name, value);
          return client.updateReportedProperties(reported, millis);
        });
  }
}
