package org.postern.admin;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Optional;
import org.postern.entity.ClientSecret;

/**
 * One of a client's secrets as administrators see it; the value is not a part.
 *
 * @param label for people, unique within the client
 * @param weak whether it may have under 128 bits
 * @param expires when it stops working; empty for never
 * @param created when it was added
 */
public record SecretDetails(
    String label, boolean weak, Optional<Instant> expires, Instant created) {

  static SecretDetails of(ClientSecret secret) {
    return new SecretDetails(secret.label(), secret.isWeak(), secret.expires(), secret.created());
  }

  /** The form of the import, the value masked. */
  JsonObject toJson() {
    JsonObjectBuilder builder =
        Json.createObjectBuilder().add("label", label).add("value", AuditDetail.MASKED);
    expires.ifPresent(time -> builder.add("expires", time.toString()));
    return builder.build();
  }
}
