package org.postern.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.setting.IpAddress;

class AddressRangeTest {

  static Stream<Arguments> ranges() {
    return Stream.of(
        Arguments.of("first address", "10.0.0.0/8", "10.0.0.0", true),
        Arguments.of("last address", "10.0.0.0/8", "10.255.255.255", true),
        Arguments.of("right above", "10.0.0.0/8", "11.0.0.0", false),
        Arguments.of("right below", "10.0.0.0/8", "9.255.255.255", false),
        Arguments.of("bits within a byte, inside", "192.0.2.128/25", "192.0.2.129", true),
        Arguments.of("bits within a byte, outside", "192.0.2.128/25", "192.0.2.127", false),
        Arguments.of("a network with host bits set", "10.1.2.3/8", "10.9.9.9", true),
        Arguments.of("one address", "192.0.2.1", "192.0.2.1", true),
        Arguments.of("next to one address", "192.0.2.1", "192.0.2.2", false),
        Arguments.of("one address as /32", "192.0.2.1/32", "192.0.2.2", false),
        Arguments.of("everything IPv4", "0.0.0.0/0", "203.0.113.7", true),
        Arguments.of("everything IPv4 holds no IPv6", "0.0.0.0/0", "::1", false),
        Arguments.of("a mapped address in an IPv4 range", "10.0.0.0/8", "::ffff:10.1.1.1", true),
        Arguments.of("IPv6, inside", "2001:db8::/32", "2001:db8:ffff::1", true),
        Arguments.of("IPv6, outside", "2001:db8::/32", "2001:db9::1", false),
        Arguments.of("one IPv6 address", "::1", "::1", true),
        Arguments.of("everything IPv6 holds no IPv4", "::/0", "10.0.0.1", false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ranges")
  void tellsWhatLiesInIt(String name, String range, String address, boolean inside) {
    assertEquals(
        Optional.of(inside),
        AddressRange.parse(range).map(r -> r.contains(IpAddress.parse(address).orElseThrow())));
  }

  static Stream<Arguments> others() {
    return Stream.of(
        Arguments.of("empty", ""),
        Arguments.of("a name", "proxy.example"),
        Arguments.of("no length", "10.0.0.0/"),
        Arguments.of("two lengths", "10.0.0.0/8/8"),
        Arguments.of("a mask", "10.0.0.0/255.0.0.0"),
        Arguments.of("a negative length", "10.0.0.0/-1"),
        Arguments.of("longer than IPv4", "10.0.0.0/33"),
        Arguments.of("longer than IPv6", "2001:db8::/129"),
        Arguments.of("half an address", "10.0/8"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("others")
  void refusesAnythingElse(String name, String text) {
    assertEquals(Optional.empty(), AddressRange.parse(text));
  }
}
