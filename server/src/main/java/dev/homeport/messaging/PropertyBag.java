package dev.homeport.messaging;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The system and application properties of a device-to-cloud message, ready to be a record's
 * headers. Over MQTT they are the end of the topic: URL-encoded {@code name=value} joined by {@code
 * &}; a name that begins with {@code $.} is a system property; a name without {@code =} is an
 * application property with an empty value.
 */
public final class PropertyBag {

  /** The bag of a message without properties. */
  public static final PropertyBag EMPTY = new PropertyBag(List.of(), 0);

  private static final int MAX_PROPERTIES = 100;

  private final List<Header> headers;
  private final int size;

  private PropertyBag(List<Header> headers, int size) {
    this.headers = headers;
    this.size = size;
  }

  /**
   * From the end of an MQTT topic, perhaps empty, perhaps with a trailing slash.
   *
   * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} when it is no property bag
   */
  public static PropertyBag ofTopic(String text) {
    int end = text.endsWith("/") ? text.length() - 1 : text.length();
    int start = end > 0 && text.charAt(0) == '?' ? 1 : 0;
    if (start >= end) {
      return EMPTY;
    }
    Builder builder = new Builder();
    int from = start;
    while (from <= end) {
      int ampersand = text.indexOf('&', from);
      int to = ampersand < 0 || ampersand > end ? end : ampersand;
      if (to > from) {
        int equals = text.indexOf('=', from);
        boolean bare = equals < 0 || equals >= to;
        String name = decode(text, from, bare ? to : equals);
        builder.add(name, bare ? "" : decode(text, equals + 1, to));
      }
      from = to + 1;
    }
    return builder.build();
  }

  private static String decode(String text, int from, int to) {
    String part = text.substring(from, to);
    if (part.indexOf('%') < 0) {
      return part; // "+" means itself: the SDKs encode with %20
    }
    try {
      return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new HubException(ErrorCode.ARGUMENT_INVALID, "the property bag is not URL-encoded");
    }
  }

  /** This bag with one application property more. */
  public PropertyBag with(String name, String value) {
    List<Header> more = new ArrayList<>(headers);
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    more.add(new RecordHeader(TelemetryHeaders.ofApplicationProperty(name), bytes));
    return new PropertyBag(more, size + name.length() + bytes.length);
  }

  public List<Header> headers() {
    return headers;
  }

  /** Bytes of all names and values: they count towards the message's size. */
  public int size() {
    return size;
  }

  /** Collects properties one by one. Confined to one thread. */
  public static final class Builder {

    private final List<Header> headers = new ArrayList<>();
    private int size;

    /**
     * Adds a property by its name on an MQTT topic, {@code $.mid} or an application's own.
     *
     * @throws HubException with {@link ErrorCode#ARGUMENT_INVALID} when the name is empty or there
     *     are too many
     */
    public Builder add(String name, String value) {
      if (name.startsWith("$.")) {
        String system = TelemetryHeaders.SYSTEM_BY_SHORT_NAME.get(name.substring(2));
        // A device does not say who it is: its connection does.
        if (system != null && !system.startsWith("iothub-")) {
          return header(system, value);
        }
        return system == null ? application(name, value) : this;
      }
      return application(name, value);
    }

    /** Adds application properties under their own names. */
    public Builder addAll(Map<String, String> properties) {
      properties.forEach(this::application);
      return this;
    }

    /** Adds an application property. */
    public Builder application(String name, String value) {
      return header(TelemetryHeaders.ofApplicationProperty(name), value);
    }

    /** Adds a system property by its header's name. */
    public Builder system(String header, String value) {
      return header(header, value);
    }

    private Builder header(String name, String value) {
      if (name.isEmpty() || headers.size() == MAX_PROPERTIES) {
        throw new HubException(
            ErrorCode.ARGUMENT_INVALID,
            name.isEmpty()
                ? "a property has no name"
                : "a message has at most " + MAX_PROPERTIES + " properties");
      }
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      headers.add(new RecordHeader(name, bytes));
      size += name.length() + bytes.length;
      return this;
    }

    public PropertyBag build() {
      return new PropertyBag(headers, size);
    }
  }
}
