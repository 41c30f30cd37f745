package dev.homeport.gateway.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayDeque;

/**
 * The PUBACKs that one connection owes, sent in the order in which the PUBLISH packets came (MQTT
 * 3.1.1 §4.6) whatever the order in which they become due. Confined to the connection's event loop;
 * only {@link Slot#done} may be set elsewhere.
 */
final class AckQueue {

  private static final int PUBACK_BYTES = 4;

  /** One owed PUBACK. */
  static final class Slot {
    private final int packetId;
    private volatile boolean done;

    private Slot(int packetId) {
      this.packetId = packetId;
    }

    void done() {
      done = true;
    }
  }

  private final ArrayDeque<Slot> slots = new ArrayDeque<>();

  Slot add(int packetId) {
    Slot slot = new Slot(packetId);
    slots.add(slot);
    return slot;
  }

  int size() {
    return slots.size();
  }

  /** Writes, without flushing, what is due; returns whether there was anything. */
  boolean writeDue(ChannelHandlerContext context) {
    int due = 0;
    for (Slot slot : slots) {
      if (!slot.done) {
        break;
      }
      due++;
    }
    if (due == 0) {
      return false;
    }
    ByteBuf packets = context.alloc().buffer(due * PUBACK_BYTES);
    for (int i = 0; i < due; i++) {
      packets.writeShort(0x4002);
      packets.writeShort(slots.remove().packetId);
    }
    context.write(packets, context.voidPromise());
    return true;
  }
}
