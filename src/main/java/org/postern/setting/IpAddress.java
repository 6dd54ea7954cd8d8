package org.postern.setting;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** A literal IPv4 or IPv6 address. An IPv4-mapped IPv6 address equals the IPv4 address. */
public final class IpAddress {

  private static final Pattern V4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
  // The text must contain a colon, because then the JDK parses it and never looks it up as a host
  // name.
  private static final Pattern V6 = Pattern.compile("(?=[^:]*:)[0-9A-Fa-f:][0-9A-Fa-f:.]*");

  private final byte[] bytes;

  private IpAddress(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads a literal address without brackets, zone or port; empty if the text is no such address.
   */
  public static Optional<IpAddress> parse(String text) {
    if (text.length() > 45 || !(V4.matcher(text).matches() || V6.matcher(text).matches())) {
      return Optional.empty();
    }
    try {
      // This only parses, because the patterns accept no host name.
      return Optional.of(new IpAddress(InetAddress.getByName(text).getAddress()));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** Tells whether the host of a URL is this machine: a loopback address or {@code localhost}. */
  public static boolean isLoopbackHost(String host) {
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return bare.equalsIgnoreCase("localhost")
        || parse(bare).map(IpAddress::isLoopback).orElse(false);
  }

  /** Returns its 4 or 16 bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Tells whether the address is in 127.0.0.0/8 or is ::1. */
  public boolean isLoopback() {
    return toInetAddress().isLoopbackAddress();
  }

  /** Returns the address with all bits after the first ones cleared. */
  public IpAddress prefix(int bits) {
    byte[] cut = bytes.clone();
    for (int i = 0; i < cut.length; i++) {
      int keep = Math.max(0, Math.min(8, bits - 8 * i));
      cut[i] &= (byte) (0xFF << (8 - keep));
    }
    return new IpAddress(cut);
  }

  /**
   * The source of a request as Postern counts it: an IPv4 address, or the IPv6 network of 64 bits,
   * because one machine can use any address of its network.
   */
  public String source() {
    return bytes.length == 4
        ? toInetAddress().getHostAddress()
        : prefix(64).toInetAddress().getHostAddress() + "/64";
  }

  private InetAddress toInetAddress() {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IpAddress that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return toInetAddress().getHostAddress();
  }
}
