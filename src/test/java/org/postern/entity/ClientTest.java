package org.postern.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
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
          .actsForOwner(true)
          .allowClientSecretPost(false)
          .allowPasswordGrantForPublicClient(true)
          .mayIntrospectAll(true)
          .vouchesForAddresses(true)
          .accessTokenLifetime(Duration.ofMinutes(1))
          .userAccessTokenLifetime(Duration.ofMinutes(2))
          .refreshTokenLifetime(Duration.ofMinutes(3))
          .refreshTokenMaxLifetime(Duration.ofMinutes(4))
          .replayWindow(Duration.ofSeconds(5))
          .rotateRefreshTokens(false)
          .build();

  private static Client client() {
    return new Client(new ClientId("reporting"), SETTINGS, TestClock.START);
  }

  @Test
  void keepsEverySetting() {
    assertEquals(SETTINGS, client().settings());
    assertEquals(SETTINGS, SETTINGS.toBuilder().build());
  }

  @Test
  void aNewClientMayDoNothing() {
    ClientSettings settings = ClientSettings.ofType(ClientType.CONFIDENTIAL).build();

    assertEquals(Set.of(), settings.grants());
    assertEquals(Scope.EMPTY, settings.scopes());
    assertEquals(UserAccess.ASSIGNED, settings.userAccess());
    assertEquals(false, settings.actsForOwner());
    assertEquals(false, settings.allowPasswordGrantForPublicClient());
    assertEquals(false, settings.mayIntrospectAll());
    assertEquals(false, settings.vouchesForAddresses());
    assertEquals(Duration.ZERO, settings.replayWindow());
    assertEquals(true, settings.rotateRefreshTokens());
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
