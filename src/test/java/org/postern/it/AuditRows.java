package org.postern.it;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.postern.it.Postern.Answer;

/** Finds rows of the audit trail, which are written up to a second after the answer. */
final class AuditRows {

  private static final Duration AT_MOST = Duration.ofSeconds(15);

  private AuditRows() {}

  /** The row that the header {@code Postern-Reference} of an answer names. */
  static JsonObject of(Answer answer) {
    String reference = answer.header("postern-reference").orElseThrow();
    return Await.get(
        "audit row " + reference, AT_MOST, () -> find("reference", reference).stream().findFirst());
  }

  /** The rows about a client, as soon as they are as expected. */
  static List<JsonObject> ofClient(
      String clientId, String kind, Predicate<List<JsonObject>> expected) {
    return Await.get(
        "audit rows " + kind + " of " + clientId,
        AT_MOST,
        () ->
            Optional.of(
                    find("client_id", clientId).stream()
                        .filter(row -> row.getString("kind").equals(kind))
                        .toList())
                .filter(expected));
  }

  private static List<JsonObject> find(String column, String value) {
    return Postern.MANAGED
        .control("audit", column, value)
        .getJsonArray("events")
        .getValuesAs(JsonObject.class);
  }
}
