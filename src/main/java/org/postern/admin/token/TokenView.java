package org.postern.admin.token;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Optional;
import org.postern.access.Verdict;
import org.postern.admin.common.JsonForms;
import org.postern.entity.AccessToken;
import org.postern.entity.Holding;
import org.postern.entity.TokenFamily;
import org.postern.store.UserAccount;

/**
 * A live access token or token family as administrators see it. It does not contain the value.
 *
 * @param id the digest of a token's value, or the id of a family; it can be used only to revoke
 * @param clientId the client to which it was issued
 * @param username the user; empty for a client's own token
 * @param subject the subject of the token
 * @param grantType the grant by which the token, or the first token of the family, was issued
 * @param scope the scope that it has now
 * @param issued when it was issued
 * @param expires when it expires; for a family, when it can be deleted unless it is refreshed
 *     before, which is at most a sixteenth of a refresh token's lifetime after its last token has
 *     expired
 * @param endsAtLast when a family ends at the latest; empty for an access token
 * @param familyId the family of an access token; empty if it has none
 */
public record TokenView(
    String id,
    String clientId,
    Optional<String> username,
    String subject,
    String grantType,
    String scope,
    Instant issued,
    Instant expires,
    Optional<Instant> endsAtLast,
    Optional<String> familyId) {

  static TokenView of(AccessToken token, Verdict.Granted granted) {
    return of(
        token.digest(),
        token.holding(),
        granted,
        token.issued(),
        token.expires(),
        Optional.empty(),
        token.familyId());
  }

  static TokenView of(TokenFamily family, Verdict.Granted granted) {
    return of(
        family.id(),
        family.holding(),
        granted,
        family.created(),
        family.idleExpires(),
        Optional.of(family.absoluteExpires()),
        Optional.empty());
  }

  private static TokenView of(
      String id,
      Holding holding,
      Verdict.Granted granted,
      Instant issued,
      Instant expires,
      Optional<Instant> endsAtLast,
      Optional<String> familyId) {
    return new TokenView(
        id,
        granted.client().clientId().value(),
        granted.user().map(UserAccount::username),
        granted.subject(),
        holding.grantType().value(),
        granted.scope().toString(),
        issued,
        expires,
        endsAtLast,
        familyId);
  }

  /** The form of the admin API. */
  public JsonObject toJson() {
    JsonObjectBuilder json =
        JsonForms.JSON
            .createObjectBuilder()
            .add("id", id)
            .add("client_id", clientId)
            .add("sub", subject);
    username.ifPresent(name -> json.add("username", name));
    json.add("grant", grantType)
        .add("scope", scope)
        .add("issued", issued.toString())
        .add("expires", expires.toString());
    endsAtLast.ifPresent(time -> json.add("ends_at_last", time.toString()));
    familyId.ifPresent(family -> json.add("family", family));
    return json.build();
  }
}
