package org.postern.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postern.fixtures.TestClock;
import org.postern.oauth.ClientId;
import org.postern.oauth.GrantType;
import org.postern.oauth.Scope;

class ClientTest {

  private static final ClientSettings SETTINGS =
      ClientSettings.ofType(ClientType.CONFIDENTIAL)
          .name("Reporting")
          .description("Makes reports")
          .grants(List.of(GrantType.PASSWORD, GrantType.REFRESH_TOKEN))
          .scopes(Scope.of("write", "read"))
          .defaultScopes(Scope.of("read"))
          .userAccess(UserAccess.EVERYONE)
          .userGroups(List.of("staff"))
          .ownerId(7L)
          .set(ClientSwitch.ACTS_FOR_OWNER, true)
          .set(ClientSwitch.ALLOW_CLIENT_SECRET_POST, false)
          .set(ClientSwitch.ALLOW_PASSWORD_GRANT_FOR_PUBLIC_CLIENT, true)
          .set(ClientSwitch.MAY_INTROSPECT_ALL, true)
          .set(ClientSwitch.VOUCHES_FOR_ADDRESSES, true)
          .set(TokenLifetime.ACCESS_TOKEN, Duration.ofMinutes(1))
          .set(TokenLifetime.USER_ACCESS_TOKEN, Duration.ofMinutes(2))
          .set(TokenLifetime.REFRESH_TOKEN, Duration.ofMinutes(3))
          .set(TokenLifetime.REFRESH_TOKEN_MAX, Duration.ofMinutes(4))
          .set(TokenLifetime.REPLAY_WINDOW, Duration.ofSeconds(5))
          .set(ClientSwitch.ROTATE_REFRESH_TOKENS, false)
          .build();

  private static Client client() {
    return new Client(new ClientId("reporting"), SETTINGS, TestClock.START);
  }

  @Test
  void keepsEverySetting() {
    assertEquals(SETTINGS, client().settings());
    assertEquals(SETTINGS, SETTINGS.toBuilder().build());
  }

  @ParameterizedTest
  @EnumSource(ClientSwitch.class)
  void keepsEverySwitch(ClientSwitch which) {
    ClientSettings turned = SETTINGS.toBuilder().set(which, !SETTINGS.has(which)).build();

    assertEquals(turned, new Client(new ClientId("c"), turned, TestClock.START).settings());
  }

  @ParameterizedTest
  @EnumSource(TokenLifetime.class)
  void keepsEveryLifetime(TokenLifetime which) {
    ClientSettings other = SETTINGS.toBuilder().set(which, Duration.ofSeconds(7)).build();

    assertEquals(other, new Client(new ClientId("c"), other, TestClock.START).settings());
  }

  @Test
  void aNewClientMayDoNothing() {
    ClientSettings settings = ClientSettings.ofType(ClientType.CONFIDENTIAL).build();

    assertEquals(Set.of(), settings.grants());
    assertEquals(Scope.EMPTY, settings.scopes());
    assertEquals(UserAccess.ASSIGNED, settings.userAccess());
    assertEquals(false, settings.has(ClientSwitch.ACTS_FOR_OWNER));
    assertEquals(false, settings.has(ClientSwitch.ALLOW_PASSWORD_GRANT_FOR_PUBLIC_CLIENT));
    assertEquals(false, settings.has(ClientSwitch.MAY_INTROSPECT_ALL));
    assertEquals(false, settings.has(ClientSwitch.VOUCHES_FOR_ADDRESSES));
    assertEquals(Duration.ZERO, settings.lifetime(TokenLifetime.REPLAY_WINDOW));
    assertEquals(true, settings.has(ClientSwitch.ROTATE_REFRESH_TOKENS));
  }

  @Test
  void replacesSettings() {
    Client client = client();
    ClientSettings changed =
        SETTINGS.toBuilder().scopes(Scope.of("read")).grants(List.of()).name("R").build();

    client.change(changed, TestClock.START.plusSeconds(1));

    assertEquals(changed, client.settings());
    assertEquals(TestClock.START.plusSeconds(1), client.updated());
  }

  @Test
  void beginsAtTheEpochOfItsCreation() {
    assertEquals(InstantConverter.toMicros(TestClock.START), client().epoch());
  }

  @Test
  void disablingRaisesTheEpochAndEnablingDoesNot() {
    Client client = client();
    long before = client.epoch();

    client.change(SETTINGS.toBuilder().enabled(false).build(), TestClock.START);
    assertEquals(before + 1, client.epoch());

    client.change(SETTINGS, TestClock.START);
    assertEquals(before + 1, client.epoch());
  }

  @Test
  void takingAGroupRaisesTheEpochAndGivingItDoesNot() {
    Client client = client();
    long before = client.epoch();

    client.change(SETTINGS.toBuilder().userGroups(List.of("guests")).build(), TestClock.START);
    assertEquals(before + 1, client.epoch());

    client.change(
        SETTINGS.toBuilder().userGroups(List.of("guests", "staff")).build(), TestClock.START);
    assertEquals(before + 1, client.epoch());
  }

  @Test
  void anotherChangeEndsNothing() {
    Client client = client();
    long before = client.epoch();

    client.change(SETTINGS.toBuilder().name("Other").build(), TestClock.START);

    assertEquals(before, client.epoch());
  }

  @Test
  void revokingAllRaisesTheEpoch() {
    Client client = client();
    long before = client.epoch();

    client.revokeAll(TestClock.START);

    assertEquals(before + 1, client.epoch());
  }

  /** The time must change even if the clock stands still or goes back. */
  @Test
  void everyTouchMovesTheTimeOfTheLastChange() {
    Client client = client();

    client.touch(TestClock.START.minusSeconds(60));

    assertEquals(TestClock.START.plusNanos(1_000), client.updated());
  }

  @Test
  void neverChangesItsType() {
    Client client = client();
    ClientSettings other = ClientSettings.ofType(ClientType.PUBLIC).build();

    assertThrows(IllegalArgumentException.class, () -> client.change(other, TestClock.START));
  }
}
