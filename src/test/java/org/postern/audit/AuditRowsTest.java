package org.postern.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.audit.Change.AssignmentChanged;
import org.postern.audit.Change.ClientChanged;
import org.postern.audit.Change.ConfigurationExported;
import org.postern.audit.Change.ImportApplied;
import org.postern.audit.Change.ScopeChanged;
import org.postern.audit.Change.SessionChanged;
import org.postern.audit.Change.TokenRevoked;
import org.postern.audit.Change.UserChanged;
import org.postern.audit.Happening.ClientTokenIssued;
import org.postern.audit.Happening.TokenEnded;
import org.postern.audit.Happening.TokenIntrospected;
import org.postern.audit.Happening.UserTokenIssued;
import org.postern.entity.AuditEvent;
import org.postern.fixtures.Beans;
import org.postern.fixtures.InMemoryAuditStore;
import org.postern.fixtures.TestClock;
import org.postern.oauth.ClientId;
import org.postern.oauth.GrantType;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.Scope;

/** Every fact and its row. */
class AuditRowsTest {

  private static final ClientId APP = new ClientId("app");
  private static final String SOURCE = "192.0.2.1";
  private static final Author ALICE = new Author("user:alice", Optional.of("192.0.2.9"));
  private static final String EMPTY = "-";

  private final TestClock clock = new TestClock();
  private final InMemoryAuditStore store = new InMemoryAuditStore();
  private final AuditBuffer buffer = new AuditBuffer(clock);
  private final List<Fact> heard = new ArrayList<>();
  private final AuditTrail audit = new AuditTrail(clock, store, buffer, Beans.eventsTo(heard));

  static Stream<Arguments> changes() {
    return Stream.of(
        Arguments.of(
            new ClientChanged(FactKind.CLIENT_TOKENS_REVOKED, APP, BeforeAndAfter.NONE),
            "client.tokens_revoked app - -"),
        Arguments.of(
            new AssignmentChanged(FactKind.CLIENT_USER_ASSIGNED, APP, "bob"),
            "client.user_assigned app bob -"),
        Arguments.of(
            new UserChanged(FactKind.USER_PASSWORD_CHANGED, "bob", BeforeAndAfter.NONE),
            "user.password_changed - bob -"),
        Arguments.of(
            new ScopeChanged(FactKind.SCOPE_DELETED, "read", BeforeAndAfter.NONE),
            "scope.deleted - - -"),
        Arguments.of(
            new TokenRevoked(TokenEnd.ACCESS_TOKEN, Optional.of(APP), Optional.of("bob")),
            "token.revoked app bob access token"),
        Arguments.of(
            new TokenRevoked(TokenEnd.FAMILY_BY_ADMINISTRATOR, Optional.empty(), Optional.empty()),
            "family.revoked - - revoked by an administrator"),
        Arguments.of(
            new SessionChanged(FactKind.CONSOLE_SIGNED_IN, Optional.of("alice")),
            "console.signed_in - alice -"),
        Arguments.of(new ConfigurationExported(), "configuration.exported - - -"),
        Arguments.of(
            new ImportApplied(1, 2, 3),
            "import.applied - - {\"scopes\":1,\"users\":2,\"clients\":3}"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("changes")
  void writesAChangeWithItsAuthor(Change change, String row) {
    List<Change> collected = new ArrayList<>();

    audit.changed(new Author(ALICE.name(), ALICE.source(), collected::add), change);

    assertEquals(List.of(row + " by user:alice from 192.0.2.9"), texts(store.rows()));
    assertEquals(List.of(change), heard);
    assertEquals(List.of(change), collected);
  }

  @Test
  void writesAChangeOfTheServerItselfWithoutASource() {
    audit.changed(new Author("system:setup", Optional.empty()), new ConfigurationExported());

    assertEquals(
        List.of("configuration.exported - - - by system:setup from -"), texts(store.rows()));
  }

  @Test
  void writesIssuesAndEndsOfTokens() {
    audit.issued(
        new UserTokenIssued(
            FactKind.TOKEN_REFRESHED,
            APP,
            "bob",
            SOURCE,
            GrantType.PASSWORD,
            Scope.of("read", "write")));
    audit.ended(new TokenEnded(TokenEnd.FAMILY_BY_CLIENT, APP, Optional.of("bob"), SOURCE));
    audit.ended(new TokenEnded(TokenEnd.FAMILY_BY_REPLAY, APP, Optional.empty(), SOURCE));

    assertEquals(
        List.of(
            "token.refreshed app bob grant=password scope=read write by - from 192.0.2.1",
            "family.revoked app bob revoked by its client by - from 192.0.2.1",
            "family.revoked app - reused refresh token by - from 192.0.2.1"),
        texts(store.rows()));
    assertEquals(3, heard.size());
  }

  @Test
  void countsTokensOfClients() {
    audit.issued(new ClientTokenIssued(APP, Optional.of("main"), SOURCE));
    audit.issued(new ClientTokenIssued(APP, Optional.empty(), SOURCE));

    assertEquals(List.of(), store.rows());
    assertEquals(
        List.of(
            "client_token.issued app - main by - from 192.0.2.1",
            "client_token.issued app - - by - from 192.0.2.1"),
        texts(buffer.take().rows()));
    assertEquals(2, heard.size());
  }

  @Test
  void writesNothingOfAnIntrospection() {
    audit.introspected(new TokenIntrospected(APP));

    assertEquals(List.of(), store.rows());
    assertEquals(true, buffer.take().isEmpty());
    assertEquals(List.of(new TokenIntrospected(APP)), heard);
  }

  @Test
  void writesARefusalLater() {
    Refusal refusal =
        Refusal.ofAnybody(FactKind.REQUEST_REFUSED, RefusalReason.INSECURE_TRANSPORT, SOURCE);

    String reference = audit.refused(refusal);

    assertEquals(List.of(), store.rows());
    List<AuditEvent> rows = buffer.take().rows();
    assertEquals(List.of("request.refused - - - by - from 192.0.2.1"), texts(rows));
    assertEquals(Optional.of("insecure_transport"), rows.get(0).reason());
    assertEquals(List.of(new Refused(refusal, reference)), heard);
  }

  /** A new kind of change must get a row here. */
  @Test
  void knowsEveryChange() {
    Set<Class<?>> tried =
        changes()
            .<Class<?>>map(arguments -> arguments.get()[0].getClass())
            .collect(Collectors.toSet());

    assertEquals(Set.of(Change.class.getPermittedSubclasses()), tried);
  }

  @Test
  void givesEveryKindATextOfItsOwn() {
    Map<FactKind, String> texts =
        Stream.of(FactKind.values()).collect(Collectors.toMap(kind -> kind, FactKind::text));

    assertEquals(texts.size(), new HashSet<>(texts.values()).size());
  }

  private static List<String> texts(List<AuditEvent> rows) {
    return rows.stream()
        .map(
            row ->
                String.join(
                    " ",
                    row.kind(),
                    row.clientId().orElse(EMPTY),
                    row.username().orElse(EMPTY),
                    row.detail().orElse(EMPTY),
                    "by",
                    row.actor().orElse(EMPTY),
                    "from",
                    row.source().orElse(EMPTY)))
        .toList();
  }
}
