package org.postern.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.postern.audit.Change.ClientChanged;
import org.postern.audit.Happening.ClientTokenIssued;
import org.postern.audit.Happening.UserTokenIssued;
import org.postern.entity.AuditEvent;
import org.postern.fixtures.Beans;
import org.postern.fixtures.InMemoryAuditStore;
import org.postern.fixtures.TestClock;
import org.postern.oauth.ClientId;
import org.postern.oauth.GrantType;
import org.postern.oauth.OAuthError.InvalidGrant;
import org.postern.oauth.OAuthException;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.Scope;

class AuditTrailTest {

  private static final ClientId REPORTING = new ClientId("reporting");
  private static final JsonObject SNAPSHOT = Json.createObjectBuilder().add("a", 1).build();

  private final TestClock clock = new TestClock();
  private final InMemoryAuditStore store = new InMemoryAuditStore();
  private final AuditBuffer buffer = new AuditBuffer(clock);
  private final List<Fact> heard = new ArrayList<>();
  private final AuditTrail audit = new AuditTrail(clock, store, buffer, Beans.eventsTo(heard));

  @Test
  void writesAChangeAtOnce() {
    audit.changed(
        new Author("import", Optional.of("192.0.2.1")),
        new ClientChanged(
            FactKind.CLIENT_CREATED, REPORTING, BeforeAndAfter.created(() -> SNAPSHOT)));

    assertEquals(1, store.rows().size());
    AuditEvent row = store.rows().get(0);
    assertEquals("client.created", row.kind());
    assertEquals(Optional.of("import"), row.actor());
    assertEquals(Optional.of("192.0.2.1"), row.source());
    assertEquals(Optional.of("reporting"), row.clientId());
    assertEquals(Optional.empty(), row.username());
    assertEquals(Optional.of("{\"after\":{\"a\":1}}"), row.detail());
    assertEquals(TestClock.START, row.occurred());
    assertEquals(true, buffer.take().isEmpty());
  }

  @Test
  void writesAnIssueWithAUserAtOnce() {
    audit.issued(
        new UserTokenIssued(
            FactKind.USER_TOKEN_ISSUED,
            REPORTING,
            "alice",
            "192.0.2.1",
            GrantType.PASSWORD,
            Scope.of("read")));

    AuditEvent row = store.rows().get(0);
    assertEquals("user_token.issued", row.kind());
    assertEquals(Optional.of("alice"), row.username());
    assertEquals(Optional.of("192.0.2.1"), row.source());
    assertEquals(Optional.of("grant=password scope=read"), row.detail());
  }

  @Test
  void countsClientsOwnTokensBySecretAndSource() {
    audit.issued(new ClientTokenIssued(REPORTING, Optional.of("main"), "192.0.2.1"));
    audit.issued(new ClientTokenIssued(REPORTING, Optional.of("main"), "192.0.2.1"));
    audit.issued(new ClientTokenIssued(REPORTING, Optional.of("next"), "192.0.2.1"));

    assertEquals(List.of(), store.rows());
    AuditBuffer.Batch batch = buffer.take();
    assertEquals(
        List.of(Optional.of("main"), Optional.of("next")),
        batch.rows().stream().map(AuditEvent::detail).toList());
    assertEquals(1L, batch.more().get(batch.rows().get(0).reference()));
  }

  @Test
  void answersARefusalWithTheReferenceOfItsRow() {
    OAuthException refusal =
        new OAuthException(new InvalidGrant(), RefusalReason.PASSWORD_WRONG)
            .about(REPORTING)
            .aboutUser("alice");

    String reference = audit.refused(Refusal.of(FactKind.TOKEN_REFUSED, refusal, "192.0.2.1"));

    assertEquals(List.of(), store.rows());
    AuditEvent row = buffer.take().rows().get(0);
    assertEquals(reference, row.reference());
    assertEquals("token.refused", row.kind());
    assertEquals(Optional.of("password_wrong"), row.reason());
    assertEquals(Optional.of("reporting"), row.clientId());
    assertEquals(Optional.of("alice"), row.username());
    assertEquals(Optional.of("192.0.2.1"), row.source());
    assertEquals(
        List.of(
            new Refused(
                new Refusal(
                    FactKind.TOKEN_REFUSED,
                    RefusalReason.PASSWORD_WRONG,
                    Optional.of(REPORTING),
                    Optional.of("alice"),
                    Optional.of("192.0.2.1")),
                reference)),
        heard);
  }

  /**
   * A caller may send any text as a client identifier, also one that looks like fields of the line.
   */
  @Test
  void writesNoFieldOfTheLogThatCallerChose() {
    List<String> lines = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            lines.add(line.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger(AuditTrail.class.getName());
    logger.addHandler(handler);
    List<String> references = new ArrayList<>();
    try {
      for (String client :
          List.of("x reason=secret_wrong client=admin-cli source=10.9.9.9", "x\" a=\"\\")) {
        references.add(
            audit.refused(
                new Refusal(
                    FactKind.TOKEN_REFUSED,
                    RefusalReason.CLIENT_DISABLED,
                    Optional.of(new ClientId(client)),
                    Optional.empty(),
                    Optional.of("192.0.2.1"))));
      }
      references.add(
          audit.refused(
              Refusal.ofAnybody(
                  FactKind.TOKEN_REFUSED, RefusalReason.CLIENT_UNKNOWN, "192.0.2.1")));
      // The answer does not wait for the log.
      assertEquals(List.of(), lines);
      new AuditFlush(buffer, new AuditWriter(store)).flush();
    } finally {
      logger.removeHandler(handler);
    }

    assertEquals(
        List.of(
            "token.refused reason=client_disabled"
                + " client=\"x reason=secret_wrong client=admin-cli source=10.9.9.9\""
                + " source=\"192.0.2.1\" reference="
                + references.get(0),
            "token.refused reason=client_disabled client=\"x\\\" a=\\\"\\\\\""
                + " source=\"192.0.2.1\" reference="
                + references.get(1),
            "token.refused reason=client_unknown client=- source=\"192.0.2.1\" reference="
                + references.get(2)),
        lines);
  }
}
