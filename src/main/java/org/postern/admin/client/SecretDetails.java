package org.postern.admin.client;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Optional;
import org.postern.admin.common.JsonForms;
import org.postern.audit.Snapshot;
import org.postern.entity.ClientSecret;

/**
 * A secret of a client as administrators see it, without its value.
 *
 * @param label the label for people, unique within the client
 * @param weak whether the secret may have less than 128 bits
 * @param expires when the secret stops working; empty for never
 * @param created when the secret was added
 * @param lastUsed when the client last authenticated with the secret; empty for never, or if it was
 *     not read
 * @param review when the secret was marked for review, because the client lost an owner who may
 *     know it; empty if it is not marked
 * @param fingerprint the beginning of the stored hash, by which people can distinguish secrets
 */
public record SecretDetails(
    String label,
    boolean weak,
    Optional<Instant> expires,
    Instant created,
    Optional<Instant> lastUsed,
    Optional<Instant> review,
    String fingerprint)
    implements Snapshot {

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

  /** The form of the admin API. */
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

  /** The form of the import file, with the value masked. */
  @Override
  public JsonObject toJson() {
    JsonObjectBuilder builder =
        JsonForms.JSON.createObjectBuilder().add("label", label).add("value", MASKED);
    expires.ifPresent(time -> builder.add("expires", time.toString()));
    review.ifPresent(time -> builder.add("review", time.toString()));
    return builder.build();
  }
}
