package org.postern.clientauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.clientauth.ClientAuthenticationMethod.Claim;
import org.postern.fixtures.TokenRequests;
import org.postern.oauth.TokenRequest;

/** RFC 6749 §2.3.1, RFC 7617 §2. */
class ClientSecretBasicTest {

  private final ClientSecretBasic basic = new ClientSecretBasic();

  private static TokenRequest header(String value) {
    return TokenRequests.of(value, Map.of());
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  static Stream<Arguments> readings() {
    return Stream.of(
        // If a pair contains nothing to decode, both ways to read it give the same result.
        Arguments.of(
            "the RFC's example",
            "Basic czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3",
            List.of(new Claim("s6BhdRkqt3", "7Fjfp0ZBr1KtDRbnfVdmIw"))),
        Arguments.of(
            "the scheme in lower case",
            basic("a:b").replace("Basic", "basic"),
            List.of(new Claim("a", "b"))),
        Arguments.of(
            "more than one space", basic("a:b").replace(" ", "   "), List.of(new Claim("a", "b"))),
        Arguments.of(
            "without padding", basic("a:bc").replace("=", ""), List.of(new Claim("a", "bc"))),
        Arguments.of(
            "form-encoded, decoded first",
            basic("my%3Aclient:p%2Bss+word"),
            List.of(new Claim("my:client", "p+ss word"), new Claim("my%3Aclient", "p%2Bss+word"))),
        Arguments.of(
            "a secret that nobody encoded",
            basic("client:a+b"),
            List.of(new Claim("client", "a b"), new Claim("client", "a+b"))),
        Arguments.of(
            "a broken escape leaves the pair as sent",
            basic("client:100%"),
            List.of(new Claim("client", "100%"))),
        Arguments.of(
            "a secret with a colon", basic("client:a:b"), List.of(new Claim("client", "a:b"))),
        Arguments.of("no secret", basic("client:"), List.of(new Claim("client", ""))),
        Arguments.of("UTF-8", basic("client:\u00a3"), List.of(new Claim("client", "\u00a3"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("readings")
  void readsThePairDecodedAndAsSent(String name, String header, List<Claim> claims) {
    assertEquals(claims, basic.claims(header(header)));
  }

  static Stream<Arguments> unreadable() {
    return Stream.of(
        Arguments.of("another scheme", "Bearer czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3"),
        Arguments.of("the scheme alone", "Basic"),
        Arguments.of("nothing behind the scheme", "Basic "),
        Arguments.of("no space", "Basicczo3"),
        Arguments.of("no base64", "Basic a:b"),
        Arguments.of("base64url", "Basic YTo_Pw-_"),
        Arguments.of("no colon", "Basic YWJj"),
        Arguments.of("no client", basic(":secret")),
        Arguments.of("not UTF-8", "Basic YTqj"),
        Arguments.of("empty", ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unreadable")
  void claimsNothingWhenUnreadable(String name, String header) {
    assertEquals(List.of(), basic.claims(header(header)));
    assertTrue(basic.isUsedBy(header(header)), "an unreadable header is a use all the same");
  }

  @Test
  void isNotUsedWithoutAHeader() {
    assertFalse(basic.isUsedBy(header(null)));
  }

  @Test
  void secretsAreMaskedInText() {
    assertEquals("Claim[client]", new Claim("client", "secret").toString());
    assertEquals("TokenRequest[]", header("Basic YTpi").toString());
  }
}
