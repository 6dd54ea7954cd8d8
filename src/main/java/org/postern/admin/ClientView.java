package org.postern.admin;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Optional;

/**
 * A client as administrators look at it: its settings and what is known of its use, which is some
 * seconds old.
 *
 * @param details its settings
 * @param created when it was registered
 * @param updated when it or one of its secrets was last changed
 * @param lastUsed when it last authenticated; empty for never
 * @param lastIssued when it last got a token; empty for never
 * @param lastRefusal the last refusal of a request about it; empty for none
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
   * @param time when it was
   * @param reason why, as in the audit trail
   * @param reference of the line of the audit trail
   */
  public record Refusal(Instant time, String reason, String reference) {}

  /** The form of the import, and the rest beside it. */
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
