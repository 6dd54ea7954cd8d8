package org.postern.http;

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
import org.postern.oauth.OAuthError.ContentTooLarge;
import org.postern.oauth.OAuthError.InsecureTransport;
import org.postern.oauth.OAuthError.InvalidClient;
import org.postern.oauth.OAuthError.InvalidGrant;
import org.postern.oauth.OAuthError.InvalidRequest;
import org.postern.oauth.OAuthError.InvalidScope;
import org.postern.oauth.OAuthError.InvalidTarget;
import org.postern.oauth.OAuthError.InvalidToken;
import org.postern.oauth.OAuthError.MethodNotAllowed;
import org.postern.oauth.OAuthError.NotFound;
import org.postern.oauth.OAuthError.RequestTimeout;
import org.postern.oauth.OAuthError.ServerError;
import org.postern.oauth.OAuthError.TemporarilyUnavailable;
import org.postern.oauth.OAuthError.TokenError;
import org.postern.oauth.OAuthError.UnauthorizedClient;
import org.postern.oauth.OAuthError.UnsupportedGrantType;
import org.postern.oauth.OAuthError.UnsupportedMediaType;

/** RFC 6749 §5.2: every code with its status, headers and body. */
class OAuthResponsesTest {

  static Stream<Arguments> rows() {
    return Stream.of(
        row(new InvalidRequest("Why"), 400, "", "invalid_request", "Why"),
        row(
            new MethodNotAllowed(),
            405,
            "Allow: POST\n",
            "invalid_request",
            "This endpoint takes POST"),
        row(
            new UnsupportedMediaType(),
            415,
            "",
            "invalid_request",
            "The body must be application/x-www-form-urlencoded in UTF-8, without"
                + " Content-Encoding"),
        row(
            new ContentTooLarge(),
            413,
            "",
            "invalid_request",
            "The body is larger than 16384 bytes"),
        row(new RequestTimeout(), 408, "", "invalid_request", "The body was not complete in time"),
        row(new NotFound(), 404, "", "invalid_request", "There is no endpoint at this path"),
        row(new InsecureTransport(), 403, "", "invalid_request", "TLS is required"),
        row(new InvalidClient(), 401, "", "invalid_client", "Client authentication failed"),
        row(
            new InvalidToken(),
            401,
            "",
            "invalid_token",
            "The access token is unknown, expired or revoked"),
        row(
            new InvalidGrant(),
            400,
            "",
            "invalid_grant",
            "The credentials or the token are not valid"),
        row(
            new UnauthorizedClient(),
            400,
            "",
            "unauthorized_client",
            "The client is not allowed to use this grant type"),
        row(new UnsupportedGrantType("Why"), 400, "", "unsupported_grant_type", "Why"),
        row(new InvalidScope("Why"), 400, "", "invalid_scope", "Why"),
        row(
            new InvalidTarget(),
            400,
            "",
            "invalid_target",
            "The scope does not lead to exactly the resources asked for"),
        row(
            new TemporarilyUnavailable(true, Duration.ofSeconds(900)),
            429,
            "Retry-After: 900\n",
            "temporarily_unavailable",
            "Too many failed attempts, try again later"),
        row(
            new TemporarilyUnavailable(false, Duration.ofSeconds(5)),
            503,
            "Retry-After: 5\n",
            "temporarily_unavailable",
            "Try again later"),
        row(new ServerError(), 500, "", "server_error", "The request could not be completed"));
  }

  private static Arguments row(
      TokenError error, int status, String extraHeader, String code, String description) {
    String challenge =
        status == 401 ? "WWW-Authenticate: Basic realm=\"postern\", charset=\"UTF-8\"\n" : "";
    if (code.equals("invalid_token")) {
      challenge += "WWW-Authenticate: Bearer realm=\"postern\", error=\"invalid_token\"\n";
    }
    boolean sortsFirst = extraHeader.startsWith("Allow");
    String response =
        status
            + "\n"
            + (sortsFirst ? extraHeader : "")
            + "Content-Type: application/json\nPostern-Reference: 01REFERENCE\n"
            + (sortsFirst ? "" : extraHeader)
            + challenge
            + "\n{\"error\":\""
            + code
            + "\",\"error_description\":\""
            + description
            + "\"}";
    return Arguments.of(error.getClass().getSimpleName() + " " + status, error, response);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void turnsEachCodeIntoItsResponse(String name, TokenError error, String response) {
    assertEquals(response, Responses.text(OAuthResponses.of(error, "01REFERENCE")));
  }

  @Test
  void noCodeIsWithoutARow() {
    assertEquals(
        Errors.below(TokenError.class),
        rows()
            .map(row -> row.get()[1].getClass())
            .distinct()
            .sorted(Comparator.comparing(Class::getName))
            .toList());
  }
}
