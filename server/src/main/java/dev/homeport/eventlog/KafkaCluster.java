package dev.homeport.eventlog;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * The Kafka that everything goes to.
 *
 * @param bootstrapServers {@code host:port}, with commas; it need not be up yet
 * @param clientProperties how to speak with it ({@code security.protocol}, {@code sasl.*}, {@code
 *     ssl.*}…), as Kafka's own tools take them in a {@code client.properties}
 */
public record KafkaCluster(String bootstrapServers, Map<String, String> clientProperties) {

  public KafkaCluster {
    clientProperties = Map.copyOf(clientProperties);
  }

  /** The settings of a client; {@code own} ones, on which Homeport relies, win over the user's. */
  public Map<String, Object> client(Map<String, ?> own) {
    Map<String, Object> settings = new HashMap<>(clientProperties);
    settings.putAll(own);
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return settings;
  }

  /** Without the client properties, which may hold a password. */
  @Override
  public String toString() {
    return "KafkaCluster[" + bootstrapServers + "]";
  }
}
