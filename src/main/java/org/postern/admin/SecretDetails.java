package org.postern.admin;

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
 * @param lastUsed when the client last authenticated with it; empty for never, or not asked
 * @param review when it was marked because the client lost its owner, who may know it; empty for
 *     not
 * @param fingerprint the beginning of what is stored of it, by which people tell secrets apart
 */
public record SecretDetails(
    String label,
    boolean weak,
    Optional<Instant> expires,
    Instant created,
    Optional<Instant> lastUsed,
    Optional<Instant> review,
    String fingerprint) {

  private static final int FINGERPRINT_LENGTH = 8;

  static SecretDetails of(ClientSecret secret) {
    return of(secret, Optional.empty());
  }

  static SecretDetails of(ClientSecret secret, Optional<Instant> lastUsed) {
    return new SecretDetails(
        secret.label(),
        secret.isWeak(),
        secret.expires(),
        secret.created(),
        lastUsed,
        secret.reviewSince(),
        secret.secretHash().substring(0, FINGERPRINT_LENGTH));
  }

  /** As administrators see it. */
  public JsonObject toView() {
    JsonObjectBuilder builder =
        JsonForms.JSON
            .createObjectBuilder()
            .add("label", label)
            .add("weak", weak)
            .add("created", created.toString());
    expires.ifPresent(time -> builder.add("expires", time.toString()));
    lastUsed.ifPresent(time -> builder.add("last_used", time.toString()));
    review.ifPresent(time -> builder.add("review", time.toString()));
    return builder.build();
  }

  /** The form of the import, the value masked. */
  JsonObject toJson() {
    JsonObjectBuilder builder =
        JsonForms.JSON.createObjectBuilder().add("label", label).add("value", AuditDetail.MASKED);
    expires.ifPresent(time -> builder.add("expires", time.toString()));
    review.ifPresent(time -> builder.add("review", time.toString()));
    return builder.build();
  }
}
