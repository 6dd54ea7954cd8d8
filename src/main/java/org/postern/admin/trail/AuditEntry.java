package org.postern.admin.trail;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Optional;
import org.postern.admin.common.JsonForms;
import org.postern.admin.common.JsonTree;
import org.postern.admin.common.Problems;
import org.postern.entity.AuditEvent;

/**
 * A line of the audit trail.
 *
 * @param reference the id, which the answer to a refused request contains
 * @param time the time
 * @param kind what happened, such as {@code token.refused}
 * @param reason the reason of a refusal; empty if the line is not a refusal
 * @param actor who made the change; empty if the line is not a change
 * @param clientId the client; empty if there is none
 * @param username the user; empty if there is none
 * @param source the source of the request; empty if it is not known
 * @param detail the values before and after a change, the issued grant and scope, or the label of a
 *     secret
 * @param occurrences how many equal facts this line stands for
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

  public static AuditEntry of(AuditEvent event) {
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

  /**
   * The form of the admin API. Unknown members are left out. The detail of a change is an object,
   * and any other detail is a text.
   */
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

  // Read JSON only if there is an actor, because only changes have a JSON detail, and the label of
  // a secret may look like JSON.
  private JsonValue detail(String text) {
    return actor.isEmpty()
        ? JsonForms.JSON.createValue(text)
        : JsonTree.read(new Problems(), "", text, JsonTree.MAX_VALUES)
            .filter(JsonObject.class::isInstance)
            .orElseGet(() -> JsonForms.JSON.createValue(text));
  }
}
