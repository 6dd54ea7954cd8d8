package org.postern.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TokenDigestTest {

  static Stream<Arguments> vectors() {
    return Stream.of(
        Arguments.of(
            "FIPS 180-4 example, one block",
            "abc",
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        Arguments.of(
            "FIPS 180-4 example, two blocks",
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void isSha256(String name, String text, String hex) {
    assertEquals(
        hex, HexFormat.of().formatHex(Base64.getUrlDecoder().decode(TokenDigest.of(text))));
  }

  /** RFC 7636 appendix B: the same function in the same encoding. */
  @Test
  void isBase64urlWithoutPadding() {
    assertEquals(
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
        TokenDigest.of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));
  }
}
