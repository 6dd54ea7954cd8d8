package org.postern.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.audit.BeforeAndAfter;
import org.postern.audit.Change.ClientChanged;
import org.postern.audit.Fact;
import org.postern.audit.FactKind;
import org.postern.audit.Happening.ClientTokenIssued;
import org.postern.audit.Happening.TokenEnded;
import org.postern.audit.Happening.TokenIntrospected;
import org.postern.audit.Happening.UserTokenIssued;
import org.postern.audit.Refusal;
import org.postern.audit.Refused;
import org.postern.audit.TokenEnd;
import org.postern.fixtures.Beans;
import org.postern.fixtures.TestClock;
import org.postern.oauth.ClientId;
import org.postern.oauth.GrantType;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.Scope;

class MetersTest {

  private static final ClientId APP = new ClientId("app");
  private static final String SOURCE = "192.0.2.1";

  static Stream<Arguments> facts() {
    return Stream.of(
        Arguments.of(
            new ClientTokenIssued(APP, Optional.empty(), SOURCE),
            "postern.tokens.issued kind client_token.issued"),
        Arguments.of(
            issued(FactKind.USER_TOKEN_ISSUED), "postern.tokens.issued kind user_token.issued"),
        Arguments.of(
            issued(FactKind.TOKEN_REFRESHED), "postern.tokens.issued kind token.refreshed"),
        Arguments.of(new TokenIntrospected(APP), "postern.introspections"),
        Arguments.of(
            new Refused(
                Refusal.ofAnybody(FactKind.TOKEN_REFUSED, RefusalReason.CLIENT_UNKNOWN, SOURCE),
                "01"),
            "postern.refused kind token.refused reason client_unknown"),
        Arguments.of(
            new TokenEnded(TokenEnd.FAMILY_BY_REPLAY, APP, Optional.empty(), SOURCE),
            "postern.changes kind family.revoked"),
        Arguments.of(
            new ClientChanged(FactKind.CLIENT_CHANGED, APP, BeforeAndAfter.NONE),
            "postern.changes kind client.changed"));
  }

  private static Fact issued(FactKind kind) {
    return new UserTokenIssued(kind, APP, "bob", SOURCE, GrantType.PASSWORD, Scope.of("read"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("facts")
  void countsAFactOnItsMeter(Fact fact, String meter) {
    List<String> counted = new ArrayList<>();
    MeterSink sink =
        new MeterSink() {
          @Override
          public void count(String name, String... tags) {
            counted.add(String.join(" ", Stream.concat(Stream.of(name), Stream.of(tags)).toList()));
          }

          @Override
          public void gauge(String name, Supplier<Number> figure) {}
        };

    new Meters(Beans.of(List.of(sink)), null, null, new TestClock()).count(fact);

    assertEquals(List.of(meter), counted);
  }
}
