package dev.homeport.app.console;

import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Follows a topic from now on, until it is closed. */
@FunctionalInterface
public interface LogFollower {

  /** A topic that is followed. */
  interface Following extends AutoCloseable {
    @Override
    void close();
  }

  Following follow(String topic, Consumer<ConsumerRecord<byte[], byte[]>> handler);
}
