package org.postern.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.entity.ClientSwitch;
import org.postern.fixtures.RegisteredClients;
import org.postern.fixtures.UserAccounts;
import org.postern.oauth.GrantType;

class RegisteredClientTest {

  private static final List<GrantType> ALL =
      List.of(GrantType.CLIENT_CREDENTIALS, GrantType.PASSWORD, GrantType.REFRESH_TOKEN);

  private static RegisteredClients confidential() {
    return RegisteredClients.confidential("reporting").with(settings -> settings.grants(ALL));
  }

  private static RegisteredClients publicClient() {
    return RegisteredClients.publicClient("app").with(settings -> settings.grants(ALL));
  }

  private static RegisteredClients loud() {
    return publicClient()
        .with(settings -> settings.set(ClientSwitch.ALLOW_PASSWORD_GRANT_FOR_PUBLIC_CLIENT, true));
  }

  static Stream<Arguments> clients() {
    return Stream.of(
        Arguments.of("confidential", confidential(), GrantType.CLIENT_CREDENTIALS, true),
        Arguments.of("confidential, password", confidential(), GrantType.PASSWORD, true),
        Arguments.of("confidential, refresh", confidential(), GrantType.REFRESH_TOKEN, true),
        Arguments.of(
            "confidential, not registered",
            confidential().with(settings -> settings.grants(List.of())),
            GrantType.CLIENT_CREDENTIALS,
            false),
        Arguments.of("public", publicClient(), GrantType.CLIENT_CREDENTIALS, false),
        Arguments.of("public, password", publicClient(), GrantType.PASSWORD, false),
        Arguments.of("public with the switch, password", loud(), GrantType.PASSWORD, true),
        Arguments.of("public with the switch", loud(), GrantType.CLIENT_CREDENTIALS, false),
        Arguments.of("public, refresh", publicClient(), GrantType.REFRESH_TOKEN, true),
        Arguments.of(
            "public with the switch, not registered",
            loud().with(settings -> settings.grants(List.of())),
            GrantType.PASSWORD,
            false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("clients")
  void allowsTheGrantsOfItsRegistrationAndType(
      String name, RegisteredClients client, GrantType grant, boolean allowed) {
    assertEquals(allowed, client.build().allows(grant));
  }

  @Test
  void accountsAreMaskedInText() {
    assertEquals("UserAccount[alice]", UserAccounts.named("alice").build().toString());
  }
}
