package org.postern.admin;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Optional;
import org.postern.entity.AuditEvent;

/**
 * A line of the audit trail.
 *
 * @param reference its id, which a refused request was answered with
 * @param time when it happened
 * @param kind what happened, such as {@code token.refused}
 * @param reason why it was refused; empty for what was not
 * @param actor who changed something; empty for what is no change
 * @param clientId the client it is about
 * @param username the user it is about
 * @param source the address that it came from
 * @param detail before and after of a change, what was issued, or the label of a secret
 * @param occurrences how often it happened, with those that were folded into this line
 */
public record AuditEntry(
    String reference,
    Instant time,
    String kind,
    Optional<String> reason,
    Optional<String> actor,
    Optional<String> clientId,
    Optional<String> username,
    Optional<String> source,
    Optional<String> detail,
    long occurrences) {

  static AuditEntry of(AuditEvent event) {
    return new AuditEntry(
        event.reference(),
        event.occurred(),
        event.kind(),
        event.reason(),
        event.actor(),
        event.clientId(),
        event.username(),
        event.source(),
        event.detail(),
        event.occurrences());
  }

  /** What is unknown is left out; the detail of a change is an object, any other a text. */
  public JsonObject toJson() {
    JsonObjectBuilder json =
        JsonForms.JSON
            .createObjectBuilder()
            .add("reference", reference)
            .add("time", time.toString())
            .add("kind", kind);
    reason.ifPresent(value -> json.add("reason", value));
    actor.ifPresent(value -> json.add("actor", value));
    clientId.ifPresent(value -> json.add("client_id", value));
    username.ifPresent(value -> json.add("username", value));
    source.ifPresent(value -> json.add("source", value));
    detail.ifPresent(value -> json.add("detail", detail(value)));
    return json.add("occurrences", occurrences).build();
  }

  // Only who changes something leaves JSON; a label of a secret may look like it.
  private JsonValue detail(String text) {
    return actor.isEmpty()
        ? JsonForms.JSON.createValue(text)
        : JsonTree.read(new Problems(), "", text, JsonTree.MAX_VALUES)
            .filter(JsonObject.class::isInstance)
            .orElseGet(() -> JsonForms.JSON.createValue(text));
  }
}
