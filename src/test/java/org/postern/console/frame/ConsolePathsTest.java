package org.postern.console.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsolePathsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/index.xhtml",
        "/console/clients/client.xhtml?id=a%20b&x=1",
        "/console/clients/sign-in-of.xhtml",
      })
  void goOnToPagesOfTheConsole(String from) {
    assertEquals(Optional.of(from), ConsolePaths.page(from));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://attacker.example/console/index.xhtml",
        "//attacker.example/console/index.xhtml",
        "/\\attacker.example/console/index.xhtml",
        "/console/../oauth2/token",
        "/console/%2e%2e/index.xhtml",
        "/console//attacker.example/index.xhtml?",
        "/console/index.xhtml?a\r\nSet-Cookie: x=y",
        "/console/sign-in.xhtml",
        "/console/sign-in.xhtml?from=/console/index.xhtml",
        "/console/error.xhtml",
        "/oauth2/token",
      })
  void goNowhereElse(String from) {
    assertEquals(Optional.empty(), ConsolePaths.page(from));
  }
}
