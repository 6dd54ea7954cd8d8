package org.postern.endpoint.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.crypto.TokenValue;
import org.postern.oauth.Scope;
import org.postern.token.IssuedTokens;

/** RFC 6749 §5.1. */
class TokenResourceTest {

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of(
            "with scope",
            Optional.empty(),
            Scope.of("read", "write"),
            "{\"access_token\":\"psa_a\",\"token_type\":\"Bearer\",\"expires_in\":3600,"
                + "\"scope\":\"read write\"}"),
        Arguments.of(
            "an empty scope is left out",
            Optional.empty(),
            Scope.EMPTY,
            "{\"access_token\":\"psa_a\",\"token_type\":\"Bearer\",\"expires_in\":3600}"),
        Arguments.of(
            "with a refresh token",
            Optional.of(new TokenValue("psr_r")),
            Scope.of("read"),
            "{\"access_token\":\"psa_a\",\"token_type\":\"Bearer\",\"expires_in\":3600,"
                + "\"refresh_token\":\"psr_r\",\"scope\":\"read\"}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void writesTheAnswer(String name, Optional<TokenValue> refreshToken, Scope scope, String json) {
    IssuedTokens issued =
        new IssuedTokens(new TokenValue("psa_a"), Duration.ofHours(1), refreshToken, scope);

    assertEquals(json, new String(TokenResource.toJson(issued), StandardCharsets.UTF_8));
  }
}
