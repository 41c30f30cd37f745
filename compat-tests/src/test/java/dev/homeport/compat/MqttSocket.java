package dev.homeport.compat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * MQTT packet by packet over TLS, for what no client library, nor the agent's packets, sends or
 * shows: wills, retain and duplicate flags, QoS 2, other versions, halves of packets. Whatever the
 * server sends is read in its order; nothing is acknowledged unless a test says so.
 */
final class MqttSocket implements AutoCloseable {

  static final int CONNECT = 1;
  static final int CONNACK = 2;
  static final int PUBLISH = 3;
  static final int PUBACK = 4;
  static final int SUBSCRIBE = 8;
  static final int SUBACK = 9;
  static final int UNSUBSCRIBE = 10;
  static final int UNSUBACK = 11;
  static final int PINGREQ = 12;
  static final int PINGRESP = 13;
  static final int DISCONNECT = 14;

  private static final int PORT = 8883;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private int lastPacketId;
  private boolean cut;

  private MqttSocket(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
    socket.setSoTimeout((int) PATIENCE.toMillis());
  }

  /** A connection on which no MQTT was spoken yet. */
  static MqttSocket open(SSLContext tls) {
    return open(tls, new Socket());
  }

  /**
   * @param plain not connected, perhaps with buffers of its own
   */
  static MqttSocket open(SSLContext tls, Socket plain) {
    try {
      plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT));
      SSLSocket secured =
          (SSLSocket) tls.getSocketFactory().createSocket(plain, "127.0.0.1", PORT, true);
      secured.startHandshake();
      return new MqttSocket(secured);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A packet that the server sent. */
  record Packet(int type, int flags, byte[] body) {

    boolean duplicate() {
      return (flags & 8) != 0;
    }

    int qos() {
      return (flags >> 1) & 3;
    }

    String topic() {
      return new String(body, 2, ByteBuffer.wrap(body).getShort(0), StandardCharsets.UTF_8);
    }

    /** Of a PUBLISH with QoS 1, or of an acknowledgement. */
    int packetId() {
      int at = type == PUBLISH ? 2 + ByteBuffer.wrap(body).getShort(0) : 0;
      return Short.toUnsignedInt(ByteBuffer.wrap(body).getShort(at));
    }

    byte[] payload() {
      int from = 2 + ByteBuffer.wrap(body).getShort(0) + (qos() == 0 ? 0 : 2);
      return Arrays.copyOfRange(body, from, body.length);
    }

    String text() {
      return new String(payload(), StandardCharsets.UTF_8);
    }
  }

  /** What a CONNACK says. */
  record Welcome(boolean sessionPresent, int returnCode) {}

  void send(int type, int flags, byte[] body) {
    sendRaw(packet(type, flags, body));
  }

  private static byte[] packet(int type, int flags, byte[] body) {
    Body packet = new Body().octet(type << 4 | flags);
    int rest = body.length;
    do {
      int digit = rest % 128;
      rest /= 128;
      packet.octet(rest > 0 ? digit | 128 : digit);
    } while (rest > 0);
    return packet.bytes(body).toBytes();
  }

  /** Sends what need not be a packet. That the server closed meanwhile shows at the next read. */
  void sendRaw(byte[] bytes) {
    try {
      out.write(bytes);
      out.flush();
    } catch (IOException e) {
      cut = true;
    }
  }

  Packet receive() {
    if (cut) {
      throw new AssertionError("the server has closed the connection");
    }
    try {
      int first = in.readUnsignedByte();
      int length = 0;
      int shift = 0;
      int digit;
      do {
        digit = in.readUnsignedByte();
        length |= (digit & 127) << shift;
        shift += 7;
      } while ((digit & 128) != 0);
      byte[] body = new byte[length];
      in.readFully(body);
      return new Packet(first >> 4, first & 15, body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next packet, which must be of this type. */
  Packet receive(int type) {
    Packet packet = receive();
    if (packet.type() != type) {
      throw new AssertionError("expected a packet of type " + type + ", got " + packet);
    }
    return packet;
  }

  /** Whether nothing comes for a while, not even the end of the connection. */
  boolean isSilentFor(Duration time) {
    try {
      socket.setSoTimeout((int) time.toMillis());
      in.readUnsignedByte();
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    } catch (EOFException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      patience(PATIENCE);
    }
  }

  /** Whether the server closes the connection within this time; what it sends before is dropped. */
  boolean isClosedWithin(Duration time) {
    if (cut) {
      return true;
    }
    long deadline = System.nanoTime() + time.toNanos();
    try {
      byte[] dropped = new byte[8192];
      while (true) {
        long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        if (left <= 0) {
          return false;
        }
        socket.setSoTimeout((int) left);
        if (in.read(dropped) < 0) {
          return true;
        }
      }
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true; // reset
    } finally {
      patience(PATIENCE);
    }
  }

  private void patience(Duration time) {
    try {
      socket.setSoTimeout((int) time.toMillis());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Welcome connect(Login login) {
    sendConnect(login);
    byte[] body = receive(CONNACK).body();
    return new Welcome((body[0] & 1) != 0, Byte.toUnsignedInt(body[1]));
  }

  void sendConnect(Login login) {
    Body body = new Body().text(login.level() == 3 ? "MQIsdp" : "MQTT").octet(login.level());
    int flags = login.cleanSession() ? 2 : 0;
    flags |= login.willTopic() == null ? 0 : 4;
    flags |= login.userName() == null ? 0 : 0x80;
    flags |= login.password() == null ? 0 : 0x40;
    body.octet(flags).number(login.keepAliveSeconds());
    if (login.level() == 5) {
      body.octet(0); // no properties
    }
    body.text(login.clientId());
    if (login.willTopic() != null) {
      body.text(login.willTopic()).number(login.will().length).bytes(login.will());
    }
    if (login.userName() != null) {
      body.text(login.userName());
    }
    if (login.password() != null) {
      body.text(login.password());
    }
    send(CONNECT, 0, body.toBytes());
  }

  /** The return code of a SUBACK for one filter. */
  int subscribe(String filter, int qos) {
    send(SUBSCRIBE, 2, new Body().number(++lastPacketId).text(filter).octet(qos).toBytes());
    return Byte.toUnsignedInt(receive(SUBACK).body()[2]);
  }

  void unsubscribe(String filter) {
    send(UNSUBSCRIBE, 2, new Body().number(++lastPacketId).text(filter).toBytes());
    receive(UNSUBACK);
  }

  /** Subscribes and unsubscribes with one write, so that the server reads the two together. */
  void subscribeInPassing(String filter) {
    Body two = new Body();
    two.bytes(
        packet(SUBSCRIBE, 2, new Body().number(++lastPacketId).text(filter).octet(1).toBytes()));
    two.bytes(packet(UNSUBSCRIBE, 2, new Body().number(++lastPacketId).text(filter).toBytes()));
    sendRaw(two.toBytes());
    receive(SUBACK);
    receive(UNSUBACK);
  }

  void publish(String topic, byte[] payload, int qos, boolean retain) {
    Body body = new Body().text(topic);
    if (qos > 0) {
      body.number(++lastPacketId);
    }
    send(PUBLISH, qos << 1 | (retain ? 1 : 0), body.bytes(payload).toBytes());
  }

  /** Publishes with QoS 1 and waits for the PUBACK. */
  void publishAndWait(String topic, String text) {
    publish(topic, text.getBytes(StandardCharsets.UTF_8), 1, false);
    receive(PUBACK);
  }

  void acknowledge(Packet publish) {
    send(PUBACK, 0, new Body().number(publish.packetId()).toBytes());
  }

  /** Ends the TCP connection without an MQTT DISCONNECT. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the connection as a client should. */
  void disconnect() {
    send(DISCONNECT, 0, new byte[0]);
    close();
  }

  /** The bytes of a packet after its length. */
  private static final class Body {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Body octet(int value) {
      bytes.write(value);
      return this;
    }

    Body number(int value) {
      bytes.write(value >> 8);
      bytes.write(value);
      return this;
    }

    Body text(String value) {
      byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
      return number(utf8.length).bytes(utf8);
    }

    Body bytes(byte[] value) {
      bytes.writeBytes(value);
      return this;
    }

    byte[] toBytes() {
      return bytes.toByteArray();
    }
  }
}
