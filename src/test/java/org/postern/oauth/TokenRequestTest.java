package org.postern.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postern.oauth.OAuthError.InvalidRequest;

class TokenRequestTest {

  private final TokenRequest request =
      new TokenRequest(
          Map.of("password", List.of("A3ddj3w"), "resource", List.of("b", "a")),
          Optional.of("Basic Zm9v"),
          "192.0.2.1");

  @Test
  void findsParameters() {
    assertEquals("A3ddj3w", request.require("password"));
    assertEquals(Optional.of("b"), request.find("resource"));
    assertEquals(List.of("b", "a"), request.findAll("resource"));
    assertEquals(Optional.empty(), request.find("username"));
    assertEquals(List.of(), request.findAll("username"));
  }

  @Test
  void refusesWhatIsMissing() {
    OAuthException refusal = assertThrows(OAuthException.class, () -> request.require("username"));

    assertEquals(new InvalidRequest("The parameter username is missing"), refusal.error());
    assertEquals(RefusalReason.MALFORMED_REQUEST, refusal.reason());
  }

  @Test
  void givesTheReasonThatTheCallerNames() {
    OAuthException refusal =
        assertThrows(
            OAuthException.class,
            () -> request.require("grant_type", RefusalReason.GRANT_TYPE_UNKNOWN));

    assertEquals(new InvalidRequest("The parameter grant_type is missing"), refusal.error());
    assertEquals(RefusalReason.GRANT_TYPE_UNKNOWN, refusal.reason());
  }

  @Test
  void changesNothingButTheSource() {
    assertEquals(
        new TokenRequest(request.parameters(), request.authorization(), "2001:db8::/64"),
        request.withSource("2001:db8::/64"));
  }

  @Test
  void showsNoValuesInText() {
    assertEquals(
        "TokenRequest[password]",
        new TokenRequest(
                Map.of("password", List.of("A3ddj3w")), Optional.of("Basic Zm9v"), "192.0.2.1")
            .toString());
  }
}
