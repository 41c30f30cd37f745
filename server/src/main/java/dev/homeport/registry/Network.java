package dev.homeport.registry;

import dev.homeport.ErrorCode;
import dev.homeport.HubException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * A network of IPv4 or IPv6 (RFC 4632, RFC 4291).
 *
 * @param address its first one, in text
 * @param length of the prefix that its addresses share, in bits
 */
public record Network(String address, int length) {

  /**
   * @throws HubException with {@link ErrorCode#NETWORK_INVALID} when the address is none, or not
   *     the first of the network
   */
  public Network {
    byte[] first = bytes(address);
    if (first.length == 0 || length < 0 || length > first.length * 8) {
      throw invalid(address + "/" + length);
    }
    byte[] masked = first.clone();
    mask(masked, length);
    if (!Arrays.equals(first, masked)) {
      throw invalid(address + "/" + length);
    }
  }

  /**
   * Reads {@code 192.0.2.0/24} or {@code 2001:db8::/32}; an address alone is a network of one.
   *
   * @throws HubException with {@link ErrorCode#NETWORK_INVALID}
   */
  public static Network parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    String length = slash < 0 ? "" : text.substring(slash + 1);
    byte[] first = bytes(address);
    if (first.length == 0 || (slash >= 0 && !length.matches("\\d{1,3}"))) {
      throw invalid(text);
    }
    return new Network(
        InetAddress.ofLiteral(address).getHostAddress(),
        slash < 0 ? first.length * 8 : Integer.parseInt(length));
  }

  /** Whether an address is one of its own; one that cannot be read is not. */
  public boolean contains(String other) {
    byte[] asked = bytes(other);
    byte[] first = bytes(address);
    if (asked.length != first.length) {
      return false;
    }
    mask(asked, length);
    return Arrays.equals(asked, first);
  }

  /** The bytes of an address; none for what is no address. IPv4 within IPv6 is IPv4. */
  private static byte[] bytes(String address) {
    try {
      InetAddress read = InetAddress.ofLiteral(address);
      return read instanceof Inet4Address || address.indexOf('%') < 0
          ? read.getAddress()
          : new byte[0];
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static void mask(byte[] address, int length) {
    for (int i = 0; i < address.length; i++) {
      int kept = Math.clamp(length - i * 8L, 0, 8);
      address[i] &= (byte) (0xff << (8 - kept));
    }
  }

  private static HubException invalid(String text) {
    return new HubException(
        ErrorCode.NETWORK_INVALID,
        text + " is no network: one is written as 192.0.2.0/24 or 2001:db8::/32");
  }

  @Override
  public String toString() {
    return address + "/" + length;
  }
}
