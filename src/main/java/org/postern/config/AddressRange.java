package org.postern.config;

import java.util.Arrays;
import java.util.Optional;
import org.postern.setting.IpAddress;

/**
 * A range of IP addresses such as {@code 10.0.0.0/8}, or a single address. Only literal addresses
 * are read, and no host name is ever looked up.
 */
public record AddressRange(IpAddress network, int prefixBits) {

  /**
   * Reads an address, or an address with the length of its prefix; empty if the text is neither.
   */
  public static Optional<AddressRange> parse(String text) {
    int slash = text.indexOf('/');
    Optional<IpAddress> address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
    if (address.isEmpty()) {
      return Optional.empty();
    }
    int most = address.get().bytes().length * 8;
    if (slash < 0) {
      return Optional.of(new AddressRange(address.get(), most));
    }
    String bits = text.substring(slash + 1);
    if (!bits.matches("\\d{1,3}") || Integer.parseInt(bits) > most) {
      return Optional.empty();
    }
    return Optional.of(new AddressRange(address.get(), Integer.parseInt(bits)));
  }

  /** Tells whether the address lies in the range. */
  public boolean contains(IpAddress address) {
    return address.bytes().length == network.bytes().length
        && Arrays.equals(address.prefix(prefixBits).bytes(), network.prefix(prefixBits).bytes());
  }
}
