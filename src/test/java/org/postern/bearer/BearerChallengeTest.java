package org.postern.bearer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.fixtures.Errors;
import org.postern.fixtures.Responses;
import org.postern.oauth.OAuthError.BearerError;
import org.postern.oauth.OAuthError.InsecureTransport;
import org.postern.oauth.OAuthError.InsufficientScope;
import org.postern.oauth.OAuthError.InvalidRequest;
import org.postern.oauth.OAuthError.InvalidToken;
import org.postern.oauth.OAuthError.MissingToken;
import org.postern.oauth.OAuthError.TemporarilyUnavailable;
import org.postern.oauth.Scope;

/** RFC 6750 §3: every code with its status, headers and body. */
class BearerChallengeTest {

  private static final String START = "\nCache-Control: no-store\n";
  private static final String JSON = "Content-Type: application/json;charset=utf-8\n";
  private static final String REFERENCE = "Postern-Reference: 01REFERENCE\n";
  private static final String NOSNIFF = "X-Content-Type-Options: nosniff\n";

  private static String challenge(String parameters) {
    return "WWW-Authenticate: Bearer realm=\"postern\"" + parameters + "\n";
  }

  private static String body(String code, String description) {
    return "\n{\"error\":\"" + code + "\",\"error_description\":\"" + description + "\"}";
  }

  static Stream<Arguments> rows() {
    String tooLittle = "The access token does not allow this request";
    String dead = "The access token is unknown, expired or revoked";
    return Stream.of(
        Arguments.of(
            "no token: no error code, §3.1",
            new MissingToken(),
            "401" + START + REFERENCE + challenge("") + NOSNIFF),
        Arguments.of(
            "malformed",
            new InvalidRequest("Why"),
            "400"
                + START
                + JSON
                + REFERENCE
                + challenge(", error=\"invalid_request\", error_description=\"Why\"")
                + NOSNIFF
                + body("invalid_request", "Why")),
        Arguments.of(
            "dead",
            new InvalidToken(),
            "401"
                + START
                + JSON
                + REFERENCE
                + challenge(", error=\"invalid_token\", error_description=\"" + dead + "\"")
                + NOSNIFF
                + body("invalid_token", dead)),
        Arguments.of(
            "too little scope",
            new InsufficientScope(Scope.of("read", "write")),
            "403"
                + START
                + JSON
                + REFERENCE
                + challenge(
                    ", error=\"insufficient_scope\", error_description=\""
                        + tooLittle
                        + "\", scope=\"read write\"")
                + NOSNIFF
                + body("insufficient_scope", tooLittle)),
        Arguments.of(
            "the wrong kind where no scope is asked for",
            new InsufficientScope(Scope.EMPTY),
            "403"
                + START
                + JSON
                + REFERENCE
                + challenge(
                    ", error=\"insufficient_scope\", error_description=\"" + tooLittle + "\"")
                + NOSNIFF
                + body("insufficient_scope", tooLittle)),
        Arguments.of(
            "plain HTTP",
            new InsecureTransport(),
            "403"
                + START
                + JSON
                + REFERENCE
                + NOSNIFF
                + body("invalid_request", "TLS is required")),
        Arguments.of(
            "throttled",
            new TemporarilyUnavailable(true, Duration.ofSeconds(60)),
            "429"
                + START
                + JSON
                + REFERENCE
                + "Retry-After: 60\n"
                + NOSNIFF
                + body("temporarily_unavailable", "Too many failed attempts, try again later")),
        Arguments.of(
            "out of order",
            new TemporarilyUnavailable(false, Duration.ofSeconds(5)),
            "503"
                + START
                + JSON
                + REFERENCE
                + "Retry-After: 5\n"
                + NOSNIFF
                + body("temporarily_unavailable", "Try again later")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void turnsEachCodeIntoItsResponse(String name, BearerError error, String response) {
    assertEquals(response, Responses.text(BearerChallenge.response(error, "01REFERENCE")));
  }

  @Test
  void noCodeIsWithoutARow() {
    assertEquals(
        Errors.below(BearerError.class),
        rows()
            .map(row -> row.get()[1].getClass())
            .distinct()
            .sorted(Comparator.comparing(Class::getName))
            .toList());
  }

  /** A guest application may keep no references. */
  @Test
  void leavesOutAnEmptyReference() {
    assertEquals(
        "401" + START + challenge("") + NOSNIFF,
        Responses.text(BearerChallenge.response(new MissingToken(), "")));
  }
}
