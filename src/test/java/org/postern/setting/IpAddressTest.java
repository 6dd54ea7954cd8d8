package org.postern.setting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IpAddressTest {

  static Stream<Arguments> addresses() {
    return Stream.of(
        Arguments.of("IPv4", "192.0.2.1", "192.0.2.1", false),
        Arguments.of("the lowest IPv4", "0.0.0.0", "0.0.0.0", false),
        Arguments.of("the highest IPv4", "255.255.255.255", "255.255.255.255", false),
        Arguments.of("IPv4 loopback", "127.0.0.1", "127.0.0.1", true),
        Arguments.of("anywhere in 127.0.0.0/8", "127.255.0.3", "127.255.0.3", true),
        Arguments.of("IPv4 mapped into IPv6", "::ffff:192.0.2.1", "192.0.2.1", false),
        Arguments.of("mapped loopback", "::FFFF:127.0.0.1", "127.0.0.1", true),
        Arguments.of("IPv6 loopback", "::1", "0:0:0:0:0:0:0:0/64", true),
        Arguments.of(
            "IPv6 by its network", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2:0:0:0:0/64", false),
        Arguments.of("IPv6 in capitals", "2001:DB8:1:2::9", "2001:db8:1:2:0:0:0:0/64", false),
        Arguments.of("the unspecified address", "::", "0:0:0:0:0:0:0:0/64", false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("addresses")
  void readsLiteralAddresses(String name, String text, String source, boolean loopback) {
    IpAddress address = IpAddress.parse(text).orElseThrow();

    assertEquals(source, address.source());
    assertEquals(loopback, address.isLoopback());
  }

  static Stream<Arguments> others() {
    return Stream.of(
        Arguments.of("empty", ""),
        Arguments.of("a name", "localhost"),
        Arguments.of("a name of hexadecimal letters", "cafe.be"),
        Arguments.of("three parts", "127.0.1"),
        Arguments.of("five parts", "1.2.3.4.5"),
        Arguments.of("a dot at the end", "1.2.3.4."),
        Arguments.of("a number", "2130706433"),
        Arguments.of("a part over 255", "256.0.0.1"),
        Arguments.of("octal", "0177.0.0.1"),
        Arguments.of("a line feed at the end", "127.0.0.1\n"),
        Arguments.of("a space", " 127.0.0.1"),
        Arguments.of("a port", "192.0.2.1:80"),
        Arguments.of("brackets", "[::1]"),
        Arguments.of("a zone", "fe80::1%eth0"),
        Arguments.of("a colon alone", ":"),
        Arguments.of("two gaps", "1::2::3"),
        Arguments.of("nine groups", "1:2:3:4:5:6:7:8:9"),
        Arguments.of("a dot at the start, which would be looked up as a name", ".a:b"),
        Arguments.of("digits of another script", "\u0661.2.3.4"),
        Arguments.of("longer than any address", "0".repeat(45) + ":"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("others")
  void refusesAnythingElse(String name, String text) {
    assertEquals(Optional.empty(), IpAddress.parse(text));
  }

  @Test
  void oneAddressInTwoSpellingsIsEqual() {
    Optional<IpAddress> address = IpAddress.parse("2001:db8::1");

    assertEquals(address, IpAddress.parse("2001:0DB8:0:0:0:0:0:1"));
    assertEquals(address.hashCode(), IpAddress.parse("2001:0DB8:0:0:0:0:0:1").hashCode());
    assertNotEquals(address, IpAddress.parse("2001:db8::2"));
  }
}
