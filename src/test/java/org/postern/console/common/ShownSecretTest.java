package org.postern.console.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.postern.oauth.ClientId;

class ShownSecretTest {

  private static final ShownSecret SECRET =
      new ShownSecret(
          new ClientId("it's \"$HOME\""), "default", "pss_value", "https://as.example/postern");

  @Test
  void quotesWhatAShellWouldRead() {
    assertEquals(
        """
        POSTERN_CLIENT_ID='it'\\''s "$HOME"'
        POSTERN_CLIENT_SECRET='pss_value'
        POSTERN_TOKEN_ENDPOINT='https://as.example/postern/oauth2/token'
        """,
        SECRET.env());
  }

  @Test
  void writesJson() {
    assertEquals(
        "{\"client_id\":\"it's \\\"$HOME\\\"\",\"client_secret\":\"pss_value\","
            + "\"token_endpoint\":\"https://as.example/postern/oauth2/token\"}",
        SECRET.json());
  }

  @Test
  void namesFilesByHarmlessCharacters() {
    assertEquals("it_s_HOME_", SECRET.fileName());
  }

  @Test
  void masksTheValue() {
    assertFalse(SECRET.toString().contains("pss_value"));
  }
}
