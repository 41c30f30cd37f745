package dev.homeport.compat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.sdk.iot.device.ClientOptions;
import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.service.registry.Device;
import com.microsoft.azure.sdk.iot.service.registry.RegistryClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A Kafka of the user's own that wants a password. */
final class SecuredKafkaIT {

  private static final String LOGIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"homeport\""
          + " password=\"a-secret\"";

  @Test
  void telemetryGoesToAKafkaThatWantsAPassword(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path data)
      throws Exception {
    Map<String, Object> client =
        Map.of(
            CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "SASL_PLAINTEXT",
            SaslConfigs.SASL_MECHANISM, "PLAIN",
            SaslConfigs.SASL_JAAS_CONFIG, LOGIN + ";");
    Path properties = data.resolve("client.properties");
    Files.write(
        properties,
        client.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()).toList());
    int port = HomeportServer.freePort();
    Process broker = broker(data, port);
    try (HomeportServer server =
        new HomeportServer(
                data.resolve("homeport"),
                "homeport.kafka.bootstrap-servers=127.0.0.1:" + port,
                "homeport.kafka.client-properties=" + properties)
            .start()) {
      server.trustByDefault();
      String hub = server.endpoint("IOTHUB_CONNECTION_STRING");
      Device device = new RegistryClient(hub).addDevice(new Device("trusted"));
      DeviceClient sender =
          new DeviceClient(
              "HostName=127.0.0.1;DeviceId=trusted;SharedAccessKey=" + device.getPrimaryKey(),
              IotHubClientProtocol.MQTT,
              ClientOptions.builder().sslContext(server.trust()).build());
      sender.open(true);
      sender.sendEvent(new Message("kept"));
      sender.close();

      assertThat(Telemetry.of("127.0.0.1:" + port, "trusted", client))
          .singleElement()
          .satisfies(record -> assertThat(record.value()).isEqualTo("kept"));
    } finally {
      broker.destroy();
      broker.waitFor();
    }
  }

  private static Process broker(Path data, int port) throws IOException {
    int controller = HomeportServer.freePort();
    Path configuration = data.resolve("broker.properties");
    Files.write(
        configuration,
        List.of(
            "process.roles=broker,controller",
            "node.id=1",
            "controller.quorum.voters=1@127.0.0.1:" + controller,
            "listeners=SECURED://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller,
            "advertised.listeners=SECURED://127.0.0.1:" + port,
            "listener.security.protocol.map=SECURED:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
            "controller.listener.names=CONTROLLER",
            "inter.broker.listener.name=SECURED",
            "sasl.enabled.mechanisms=PLAIN",
            "sasl.mechanism.inter.broker.protocol=PLAIN",
            "listener.name.secured.plain.sasl.jaas.config="
                + LOGIN
                + " user_homeport=\"a-secret\";",
            "log.dirs=" + data.resolve("broker"),
            "offsets.topic.replication.factor=1",
            "transaction.state.log.replication.factor=1",
            "transaction.state.log.min.isr=1",
            "auto.create.topics.enable=false"));
    Path server = Path.of(Objects.requireNonNull(System.getProperty("homeport.server")));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(HomeportServer.JAVA_OPTIONS);
    command.add("-cp");
    command.add(server.resolveSibling("../engines/kafka").normalize() + "/*");
    command.add("dev.homeport.app.engine.broker.BrokerMain");
    command.add(configuration.toString());
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(data.resolve("broker.log").toFile())
        .start();
  }
}
