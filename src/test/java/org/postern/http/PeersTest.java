package org.postern.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.servlet.http.HttpServletRequest;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.fixtures.Configs;
import org.postern.fixtures.Requests;

/**
 * Tests who sent a request and whether it was encrypted on its way. Headers of strangers must not
 * count.
 */
class PeersTest {

  private static final String PROXY = "10.0.0.1";

  private static HttpServletRequest from(String peer, String... headers) {
    return Requests.servlet(peer, false, headers);
  }

  private static Peers.Sender protectedFrom(String source) {
    return new Peers.Sender(source, true);
  }

  private static Peers.Sender unprotectedFrom(String source) {
    return new Peers.Sender(source, false);
  }

  static Stream<Arguments> direct() {
    return Stream.of(
        Arguments.of("plain HTTP", from("203.0.113.9"), unprotectedFrom("203.0.113.9")),
        Arguments.of("TLS", Requests.servlet("203.0.113.9", true), protectedFrom("203.0.113.9")),
        Arguments.of("loopback", from("127.0.0.1"), protectedFrom("127.0.0.1")),
        Arguments.of("IPv6 loopback", from("::1"), protectedFrom("0:0:0:0:0:0:0:0/64")),
        Arguments.of(
            "IPv6 with a zone", from("fe80::1%eth0"), unprotectedFrom("fe80:0:0:0:0:0:0:0/64")),
        Arguments.of(
            "IPv6 in brackets",
            from("[2001:db8:0:1::5]"),
            unprotectedFrom("2001:db8:0:1:0:0:0:0/64")),
        Arguments.of("mapped loopback", from("::ffff:127.0.0.1"), protectedFrom("127.0.0.1")),
        Arguments.of("no address", from("socket"), unprotectedFrom("unknown")),
        Arguments.of(
            "a stranger's headers",
            from("203.0.113.9", "X-Forwarded-For: 127.0.0.1", "X-Forwarded-Proto: https"),
            unprotectedFrom("203.0.113.9")),
        Arguments.of(
            "a loopback peer's headers while loopback is no trusted proxy",
            from("127.0.0.1", "X-Forwarded-For: 198.51.100.7"),
            protectedFrom("127.0.0.1")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("direct")
  void thePeerOfTheConnectionCounts(String name, HttpServletRequest request, Peers.Sender sender) {
    Peers peers = new Peers(Configs.of("postern.trusted-proxies", "10.0.0.0/8"));

    assertEquals(sender, peers.senderOf(request));
  }

  static Stream<Arguments> forwarded() {
    return Stream.of(
        Arguments.of(
            "over https",
            from(PROXY, "X-Forwarded-For: 203.0.113.9", "X-Forwarded-Proto: https"),
            protectedFrom("203.0.113.9")),
        Arguments.of(
            "over https in capitals",
            from(PROXY, "X-Forwarded-For: 203.0.113.9", "X-Forwarded-Proto: HTTPS"),
            protectedFrom("203.0.113.9")),
        Arguments.of(
            "over http",
            from(PROXY, "X-Forwarded-For: 203.0.113.9", "X-Forwarded-Proto: http"),
            unprotectedFrom("203.0.113.9")),
        Arguments.of(
            "the proxy does not say how",
            from(PROXY, "X-Forwarded-For: 203.0.113.9"),
            unprotectedFrom("203.0.113.9")),
        Arguments.of("no header at all", from(PROXY), unprotectedFrom(PROXY)),
        Arguments.of(
            "a sender that the client made up, on the left",
            from(PROXY, "X-Forwarded-For: 198.51.100.7, 203.0.113.9", "X-Forwarded-Proto: https"),
            protectedFrom("203.0.113.9")),
        Arguments.of(
            "a sender that the client made up, in a line of its own",
            from(
                PROXY,
                "X-Forwarded-For: 198.51.100.7",
                "X-Forwarded-For: 203.0.113.9",
                "X-Forwarded-Proto: http"),
            unprotectedFrom("203.0.113.9")),
        Arguments.of(
            "a protocol that the client made up",
            from(
                PROXY,
                "X-Forwarded-For: 203.0.113.9",
                "X-Forwarded-Proto: https",
                "X-Forwarded-Proto: http"),
            unprotectedFrom("203.0.113.9")),
        Arguments.of(
            "two trusted proxies, http between them",
            from(PROXY, "X-Forwarded-For: 203.0.113.9, 10.0.0.2", "X-Forwarded-Proto: https, http"),
            protectedFrom("203.0.113.9")),
        Arguments.of(
            "two trusted proxies, http outside",
            from(PROXY, "X-Forwarded-For: 203.0.113.9, 10.0.0.2", "X-Forwarded-Proto: http, https"),
            unprotectedFrom("203.0.113.9")),
        Arguments.of(
            "a client inside the trusted range that claims to be loopback",
            from(PROXY, "X-Forwarded-For: 127.0.0.1, 10.0.0.5", "X-Forwarded-Proto: http"),
            unprotectedFrom("127.0.0.1")),
        Arguments.of(
            "an address with a port",
            from(PROXY, "X-Forwarded-For: 203.0.113.9:4711", "X-Forwarded-Proto: https"),
            protectedFrom("203.0.113.9")),
        Arguments.of(
            "IPv6 in brackets with a port",
            from(PROXY, "X-Forwarded-For: [2001:db8::1]:4711", "X-Forwarded-Proto: https"),
            protectedFrom("2001:db8:0:0:0:0:0:0/64")),
        Arguments.of(
            "what is no address ends the walk",
            from(PROXY, "X-Forwarded-For: 198.51.100.7, unknown", "X-Forwarded-Proto: https"),
            protectedFrom(PROXY)),
        Arguments.of(
            "an empty header",
            from(PROXY, "X-Forwarded-For: ", "X-Forwarded-Proto: http"),
            unprotectedFrom(PROXY)),
        Arguments.of(
            "the other header is not read",
            from(PROXY, "Forwarded: for=127.0.0.1;proto=https"),
            unprotectedFrom(PROXY)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forwarded")
  void aTrustedProxySaysWhomItForwardsFor(
      String name, HttpServletRequest request, Peers.Sender sender) {
    Peers peers = new Peers(Configs.of("postern.trusted-proxies", "10.0.0.0/8"));

    assertEquals(sender, peers.senderOf(request));
  }

  static Stream<Arguments> rfc7239() {
    return Stream.of(
        Arguments.of(
            "sender and protocol",
            from(PROXY, "Forwarded: for=203.0.113.9;proto=https;by=10.0.0.1"),
            protectedFrom("203.0.113.9")),
        Arguments.of(
            "names in capitals, the example of §4",
            from(PROXY, "Forwarded: For=\"[2001:db8:cafe::17]:4711\";Proto=HTTPS"),
            protectedFrom("2001:db8:cafe:0:0:0:0:0/64")),
        Arguments.of(
            "over http",
            from(PROXY, "Forwarded: for=203.0.113.9;proto=http"),
            unprotectedFrom("203.0.113.9")),
        Arguments.of(
            "spaces around",
            from(PROXY, "Forwarded:  for=198.51.100.7 , for=203.0.113.9 ; proto=https"),
            protectedFrom("203.0.113.9")),
        Arguments.of(
            "an element that the client made up",
            from(PROXY, "Forwarded: for=127.0.0.1;proto=https, for=203.0.113.9;proto=http"),
            unprotectedFrom("203.0.113.9")),
        Arguments.of(
            "a host that the client made up looks like an element",
            from(
                PROXY,
                "Forwarded: for=203.0.113.9;proto=http;host=\"a,for=127.0.0.1;proto=https\""),
            unprotectedFrom("203.0.113.9")),
        Arguments.of(
            "a host that the client made up looks like pairs",
            from(PROXY, "Forwarded: for=203.0.113.9;host=\"a;proto=https\";proto=http"),
            unprotectedFrom("203.0.113.9")),
        Arguments.of(
            "an escaped quotation mark in such a host",
            from(PROXY, "Forwarded: for=203.0.113.9;host=\"a\\\";proto=https;b=\\\"\";proto=http"),
            unprotectedFrom("203.0.113.9")),
        Arguments.of(
            "a host that the proxy did not quote",
            from(PROXY, "Forwarded: for=203.0.113.9;host=a;for=127.0.0.1;proto=https"),
            unprotectedFrom(PROXY)),
        Arguments.of(
            "a quotation mark that the client left open hides nobody else",
            from(PROXY, "Forwarded: for=\"127.0.0.1, for=203.0.113.9;proto=https"),
            unprotectedFrom(PROXY)),
        Arguments.of(
            "the same in a line of its own hides nothing",
            from(PROXY, "Forwarded: for=\"127.0.0.1", "Forwarded: for=203.0.113.9;proto=https"),
            protectedFrom("203.0.113.9")),
        Arguments.of(
            "an obfuscated sender, §6.3",
            from(PROXY, "Forwarded: for=_hidden;proto=https"),
            protectedFrom(PROXY)),
        Arguments.of(
            "the other header is not read",
            from(PROXY, "X-Forwarded-For: 127.0.0.1", "X-Forwarded-Proto: https"),
            unprotectedFrom(PROXY)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rfc7239")
  void readsTheStandardHeaderWhereItIsConfigured(
      String name, HttpServletRequest request, Peers.Sender sender) {
    Peers peers =
        new Peers(
            Configs.of(
                "postern.trusted-proxies", "10.0.0.0/8", "postern.forwarding-header", "forwarded"));

    assertEquals(sender, peers.senderOf(request));
  }

  static Stream<Arguments> proxiesOnThisMachine() {
    return Stream.of(
        Arguments.of(
            "a sender elsewhere over http",
            from("127.0.0.1", "X-Forwarded-For: 203.0.113.9", "X-Forwarded-Proto: http"),
            unprotectedFrom("203.0.113.9")),
        Arguments.of(
            "a sender on this machine over http",
            from("127.0.0.1", "X-Forwarded-For: 127.0.0.1", "X-Forwarded-Proto: http"),
            protectedFrom("127.0.0.1")),
        Arguments.of("no header", from("127.0.0.1"), protectedFrom("127.0.0.1")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("proxiesOnThisMachine")
  void trustsAProxyOnThisMachineWhereItIsListed(
      String name, HttpServletRequest request, Peers.Sender sender) {
    Peers peers = new Peers(Configs.of("postern.trusted-proxies", "127.0.0.1"));

    assertEquals(sender, peers.senderOf(request));
  }

  static Stream<Arguments> insecure() {
    return Stream.of(
        Arguments.of("plain HTTP", from("203.0.113.9"), protectedFrom("203.0.113.9")),
        Arguments.of("no address", from("socket"), protectedFrom("unknown")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("insecure")
  void theLoudSwitchLetsPlainHttpIn(String name, HttpServletRequest request, Peers.Sender sender) {
    Peers peers = new Peers(Configs.of("postern.allow-insecure-issuer", "true"));

    assertEquals(sender, peers.senderOf(request));
  }
}
