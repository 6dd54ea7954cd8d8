package org.postern.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postern.oauth.OAuthError.InvalidGrant;

class OAuthExceptionTest {

  @Test
  void carriesErrorAndTrueReason() {
    OAuthException refusal = new OAuthException(new InvalidGrant(), RefusalReason.PASSWORD_WRONG);

    assertEquals(new InvalidGrant(), refusal.error());
    assertEquals(RefusalReason.PASSWORD_WRONG, refusal.reason());
    assertEquals("invalid_grant: password_wrong", refusal.getMessage());
    assertEquals(0, refusal.getStackTrace().length);
    assertEquals(Optional.empty(), refusal.clientId());
    assertEquals(Optional.empty(), refusal.username());
  }

  @Test
  void keepsTheFirstClientThatIsNamed() {
    OAuthException refusal =
        new OAuthException(new InvalidGrant(), RefusalReason.PASSWORD_WRONG)
            .about(new ClientId("first"))
            .about(new ClientId("second"))
            .aboutUser("alice");

    assertEquals(Optional.of(new ClientId("first")), refusal.clientId());
    assertEquals(Optional.of("alice"), refusal.username());
  }
}
