package dev.homeport.agent.app;

import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubStatusCode;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.device.exceptions.IotHubClientException;
import com.microsoft.azure.sdk.iot.device.transport.IotHubTransportMessage;
import com.microsoft.azure.sdk.iot.device.twin.GetTwinCorrelatingMessageCallback;
import com.microsoft.azure.sdk.iot.device.twin.ReportedPropertiesUpdateCorrelatingMessageCallback;
import com.microsoft.azure.sdk.iot.device.twin.ReportedPropertiesUpdateResponse;
import com.microsoft.azure.sdk.iot.device.twin.Twin;
import com.microsoft.azure.sdk.iot.device.twin.TwinCollection;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What a device asks of its twin on the Java SDK. That tells of an answer twice, each time from
 * another thread, and the second may make the first forget who waits ({@code
 * IotHubTransport.onMessageReceived} of 2.5.0), upon which the SDK's own waiting calls time out:
 * here whichever comes will do.
 */
final class TwinCalls {

  private static final int WAIT_SECONDS = 10;

  private TwinCalls() {}

  /**
   * Reads the twin.
   *
   * @throws IotHubClientException when the hub refuses or does not answer
   */
  static Twin get(DeviceClient client) throws IotHubClientException, InterruptedException {
    Answer answer = new Answer();
    client.getTwinAsync(answer, null);
    return Twin.createFromPropertiesJson(answer.text());
  }

  /**
   * Patches the reported properties.
   *
   * @throws IotHubClientException when the hub refuses or does not answer
   */
  static void report(DeviceClient client, Map<String, Object> patch)
      throws IotHubClientException, InterruptedException {
    TwinCollection reported = new TwinCollection();
    reported.putAll(patch);
    Answer answer = new Answer();
    client.updateReportedPropertiesAsync(reported, answer, null);
    answer.text();
  }

  private static final class Answer
      implements GetTwinCorrelatingMessageCallback,
          ReportedPropertiesUpdateCorrelatingMessageCallback {

    private final CompletableFuture<Message> message = new CompletableFuture<>();

    String text() throws IotHubClientException, InterruptedException {
      try {
        Message answer = message.get(WAIT_SECONDS, TimeUnit.SECONDS);
        IotHubStatusCode status =
            IotHubStatusCode.getIotHubStatusCode(
                Integer.parseInt(((IotHubTransportMessage) answer).getStatus()));
        if (!IotHubStatusCode.isSuccessful(status)) {
          throw new IotHubClientException(status, "the hub answered " + status);
        }
        return new String(answer.getBytes(), StandardCharsets.UTF_8);
      } catch (TimeoutException e) {
        throw new IotHubClientException(
            IotHubStatusCode.DEVICE_OPERATION_TIMED_OUT, "the hub did not answer about the twin");
      } catch (ExecutionException e) {
        throw new IotHubClientException(
            IotHubStatusCode.ERROR, "the request about the twin was not sent", e);
      }
    }

    @Override
    public void onRequestAcknowledged(
        Message request, Object context, IotHubClientException failure) {
      if (failure != null) {
        message.completeExceptionally(failure);
      }
    }

    @Override
    public void onResponseReceived(
        Twin twin,
        Message answer,
        Object context,
        IotHubStatusCode status,
        IotHubClientException failure) {
      message.complete(answer);
    }

    @Override
    public void onResponseReceived(
        Message answer,
        Object context,
        IotHubStatusCode status,
        ReportedPropertiesUpdateResponse response,
        IotHubClientException failure) {
      message.complete(answer);
    }

    @Override
    public void onResponseAcknowledged(Message answer, Object context) {
      message.complete(answer);
    }

    @Override
    public void onRequestQueued(Message request, Object context) {}

    @Override
    public void onRequestSent(Message request, Object context) {}
  }
}
