package org.postern.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postern.oauth.OAuthError.InvalidRequest;
import org.postern.oauth.OAuthException;

class TokenRequestTest {

  private final TokenRequest request =
      new TokenRequest(Map.of("password", "A3ddj3w", "scope", "read"), List.of(), "192.0.2.1");

  @Test
  void findsParameters() {
    assertEquals("A3ddj3w", request.require("password"));
    assertEquals(Optional.of("read"), request.scope());
    assertEquals(Optional.empty(), request.find("username"));
  }

  @Test
  void refusesWhatIsMissing() {
    OAuthException refusal = assertThrows(OAuthException.class, () -> request.require("username"));

    assertEquals(new InvalidRequest("The parameter username is missing"), refusal.error());
  }

  @Test
  void showsNoValuesInText() {
    assertEquals(
        "TokenRequest[scope]",
        new TokenRequest(Map.of("scope", "read"), List.of(), "192.0.2.1").toString());
  }
}
