package org.postern.admin.client;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Optional;
import org.postern.admin.common.JsonForms;

/**
 * A client as administrators see it: its settings and the times of its use, which are some seconds
 * old.
 *
 * @param details the settings
 * @param created when the client was registered
 * @param updated when the client or one of its secrets was last changed
 * @param lastUsed when the client last authenticated; empty for never
 * @param lastIssued when the client last got a token; empty for never
 * @param lastRefusal the last refusal of a request of the client; empty for none
 */
public record ClientView(
    ClientDetails details,
    Instant created,
    Instant updated,
    Optional<Instant> lastUsed,
    Optional<Instant> lastIssued,
    Optional<Refusal> lastRefusal) {

  /**
   * A refusal.
   *
   * @param time the time of the refusal
   * @param reason the reason, as in the audit trail
   * @param reference the reference of the line in the audit trail
   */
  public record Refusal(Instant time, String reason, String reference) {}

  /** The form of the import file, and the other members. */
  public JsonObject toJson() {
    JsonObjectBuilder json =
        JsonForms.JSON
            .createObjectBuilder(details.toJson())
            .add("created", created.toString())
            .add("updated", updated.toString());
    lastUsed.ifPresent(time -> json.add("last_used", time.toString()));
    lastIssued.ifPresent(time -> json.add("last_token_issued", time.toString()));
    lastRefusal.ifPresent(
        refusal ->
            json.add(
                "last_refusal",
                JsonForms.JSON
                    .createObjectBuilder()
                    .add("time", refusal.time().toString())
                    .add("reason", refusal.reason())
                    .add("reference", refusal.reference())));
    return json.build();
  }
}
