package org.postern.audit;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import org.postern.audit.Change.TokenRevoked;
import org.postern.audit.Happening.ClientTokenIssued;
import org.postern.audit.Happening.TokenEnded;
import org.postern.audit.Happening.UserTokenIssued;
import org.postern.entity.AuditEvent;
import org.postern.oauth.ClientId;

/** Turns facts into rows of the audit trail. */
final class AuditRows {

  private AuditRows() {}

  static AuditEvent of(String reference, Instant now, Author author, Change change) {
    return row(
        reference,
        now,
        change,
        Optional.of(author.name()),
        author.source().orElse(null),
        detail(change));
  }

  private static String detail(Change change) {
    return change instanceof TokenRevoked revoked
        ? revoked.end().text()
        : ChangeJson.of(change).map(JsonObject::toString).orElse(null);
  }

  static AuditEvent of(String reference, Instant now, UserTokenIssued issued) {
    String detail = "grant=" + issued.grant() + " scope=" + issued.scope();
    return row(reference, now, issued, Optional.empty(), issued.source(), detail);
  }

  static AuditEvent of(String reference, Instant now, TokenEnded ended) {
    return row(reference, now, ended, Optional.empty(), ended.source(), ended.end().text());
  }

  static AuditEvent of(String reference, Instant now, ClientTokenIssued issued) {
    String label = issued.secretLabel().orElse(null);
    return row(reference, now, issued, Optional.empty(), issued.source(), label);
  }

  /** The row on which the own tokens of several clients are counted. */
  static AuditEvent ofManyClients(String reference, Instant now) {
    String kind = FactKind.CLIENT_TOKEN_ISSUED.text();
    return new AuditEvent(reference, now, kind, null, null, null, null, Refusal.MANY, null, 1);
  }

  static AuditEvent of(Instant now, Refused refused) {
    Refusal refusal = refused.refusal();
    return new AuditEvent(
        refused.reference(),
        now,
        refusal.kind().text(),
        refusal.reason().text(),
        null,
        refusal.clientId().map(ClientId::value).orElse(null),
        refusal.username().orElse(null),
        refusal.source().orElse(null),
        null,
        1);
  }

  private static AuditEvent row(
      String reference,
      Instant now,
      Fact fact,
      Optional<String> actor,
      String source,
      String detail) {
    return new AuditEvent(
        reference,
        now,
        fact.kind().text(),
        null,
        actor.orElse(null),
        fact.clientId().map(ClientId::value).orElse(null),
        fact.username().orElse(null),
        source,
        detail,
        1);
  }
}
