package dev.homeport.app.engine.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/**
 * Formats the storage when there is none, then runs Kafka's own main. Ends, as in order as at a
 * SIGTERM, when standard input ends: that is when the server closes it or dies in whatever way.
 */
public final class BrokerMain {

  private BrokerMain() {}

  /**
   * @param arguments the path of Kafka's configuration
   */
  public static void main(String[] arguments) throws IOException {
    Path configuration = Path.of(arguments[0]);
    Thread.ofPlatform().daemon().name("watch-server").start(BrokerMain::endWithTheServer);
    format(configuration);
    Kafka.main(new String[] {configuration.toString()});
  }

  private static void endWithTheServer() {
    try {
      while (System.in.read() >= 0) {
        // nothing is ever said
      }
    } catch (IOException e) {
      System.err.println("standard input failed: " + e);
    }
    System.exit(0);
  }

  private static void format(Path configuration) throws IOException {
    Properties properties = new Properties();
    try (var in = Files.newInputStream(configuration)) {
      properties.load(in);
    }
    Path data = Path.of(properties.getProperty("log.dirs"));
    if (Files.exists(data.resolve("meta.properties"))) {
      return;
    }
    String[] command = {
      "format",
      "--cluster-id",
      Uuid.randomUuid().toString(),
      "--config",
      configuration.toString(),
      "--ignore-formatted"
    };
    if (StorageTool.execute(command, System.out) != 0) {
      throw new IOException("the storage in " + data + " could not be formatted");
    }
  }
}
