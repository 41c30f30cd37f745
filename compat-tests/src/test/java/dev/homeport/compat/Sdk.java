package dev.homeport.compat;

import com.microsoft.azure.sdk.iot.device.IotHubStatusCode;
import com.microsoft.azure.sdk.iot.device.exceptions.IotHubClientException;
import java.util.concurrent.Callable;

/**
 * Calls of the Java SDK that wait for an answer about the twin. Its receiving thread now and then
 * strikes a request off before the thread that got the answer has looked it up; the caller then
 * waits in vain although the hub has answered.
 */
final class Sdk {

  /** For the calls: an answer that did not come by then was lost in the client. */
  static final int ANSWER_MILLIS = 3_000;

  private static final int ATTEMPTS = 5;

  private Sdk() {}

  /** Asks, and asks again when the answer was lost. */
  static <T> T ask(Callable<T> question) throws Exception {
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
}
