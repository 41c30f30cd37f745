package dev.homeport.agent.mqtt;

import io.netty.buffer.ByteBuf;

/** Receives a server's packets, one call each, in the order in which they arrived. */
public interface PacketSink {

  /** CONNACK; a {@code returnCode} other than 0 is a refusal (MQTT 3.1.1 §3.2.2.3). */
  void connected(int returnCode, boolean sessionPresent);

  /** PUBACK for a packet that this client published. */
  default void published(int packetId) {}

  /** SUBACK; {@code refused} when any filter was answered with 0x80. */
  default void subscribed(int packetId, boolean refused) {}

  /**
   * PUBLISH from the server.
   *
   * @param packetId 0 at QoS 0; otherwise the sink owes a PUBACK
   * @param payload valid during the call only
   */
  default void received(String topic, int packetId, ByteBuf payload) {}

  /** PINGRESP. */
  default void pinged() {}
}
