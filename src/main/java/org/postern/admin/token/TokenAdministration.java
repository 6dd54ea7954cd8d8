package org.postern.admin.token;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.postern.admin.client.ClientRights;
import org.postern.admin.common.Actor;
import org.postern.admin.common.AdministrationException;
import org.postern.admin.common.LockedRows;
import org.postern.admin.common.Page;
import org.postern.admin.common.Query;
import org.postern.admin.common.TextRules;
import org.postern.admin.common.UseCases;
import org.postern.audit.AuditTrail;
import org.postern.audit.BeforeAndAfter;
import org.postern.audit.Change.ClientChanged;
import org.postern.audit.Change.TokenRevoked;
import org.postern.audit.Change.UserChanged;
import org.postern.audit.FactKind;
import org.postern.audit.TokenEnd;
import org.postern.config.Clock;
import org.postern.entity.AccessToken;
import org.postern.entity.Client;
import org.postern.entity.TokenFamily;
import org.postern.entity.User;
import org.postern.oauth.ClientId;
import org.postern.store.AccessTokenStore;
import org.postern.store.ClientStore;
import org.postern.store.TokenFamilyStore;
import org.postern.store.TokenHolder;
import org.postern.store.UserStore;
import org.postern.user.Username;

/**
 * The use cases of tokens: listing live tokens and ending them. An owner of clients may do so with
 * the tokens of the own clients, and an administrator with all tokens.
 */
@UseCases
@ApplicationScoped
public class TokenAdministration {

  private final TokenQueries queries;
  private final AccessTokenStore tokens;
  private final TokenFamilyStore families;
  private final ClientStore clients;
  private final UserStore users;
  private final ClientRights rights;
  private final LockedRows rows;
  private final AuditTrail audit;
  private final Clock clock;

  /** For the proxy only. */
  protected TokenAdministration() {
    this(null, null, null, null, null, null, null, null, null);
  }

  @Inject
  TokenAdministration(
      TokenQueries queries,
      AccessTokenStore tokens,
      TokenFamilyStore families,
      ClientStore clients,
      UserStore users,
      ClientRights rights,
      LockedRows rows,
      AuditTrail audit,
      Clock clock) {
    this.queries = queries;
    this.tokens = tokens;
    this.families = families;
    this.clients = clients;
    this.users = users;
    this.rights = rights;
    this.rows = rows;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Lists a page of the live access tokens of a client. Must not be called inside a transaction.
   *
   * @param query {@code sort} by {@code issued}; {@code limit} and {@code cursor}
   * @throws AdministrationException FORBIDDEN if the actor may see no client, NOT_FOUND if there is
   *     no such client, MALFORMED if a parameter is wrong
   */
  public Page<TokenView> ofClient(Actor actor, ClientId clientId, Query query) {
    return queries.accessTokens(holder(actor, clientId), query);
  }

  /**
   * Lists a page of the live token families of a client. Must not be called inside a transaction.
   *
   * @throws AdministrationException as {@link #ofClient}
   */
  public Page<TokenView> familiesOfClient(Actor actor, ClientId clientId, Query query) {
    return queries.families(holder(actor, clientId), query);
  }

  /**
   * Lists a page of the live access tokens of a user. Must not be called inside a transaction.
   *
   * @throws AdministrationException FORBIDDEN if the actor may not see everything, NOT_FOUND if
   *     there is no such user, MALFORMED if a parameter is wrong
   */
  public Page<TokenView> ofUser(Actor actor, String username, Query query) {
    return queries.accessTokens(holder(actor, username), query);
  }

  /**
   * Lists a page of the live token families of a user. Must not be called inside a transaction.
   *
   * @throws AdministrationException as {@link #ofUser}
   */
  public Page<TokenView> familiesOfUser(Actor actor, String username, Query query) {
    return queries.families(holder(actor, username), query);
  }

  private TokenHolder holder(Actor actor, ClientId clientId) {
    Client client = rights.requireVisible(actor, clientId);
    return new TokenHolder(TokenHolder.Kind.CLIENT, client.id(), client.epoch());
  }

  private TokenHolder holder(Actor actor, String username) {
    actor.requireReader();
    return Username.prepare(username)
        .flatMap(users::findByUsername)
        .map(user -> new TokenHolder(TokenHolder.Kind.USER, user.id(), user.epoch()))
        .orElseThrow(() -> LockedRows.noUser(username));
  }

  /**
   * Tells whether the actor may end tokens of a client.
   *
   * @throws AdministrationException FORBIDDEN if the actor may see no client, NOT_FOUND if there is
   *     no such client
   */
  public boolean mayEnd(Actor actor, ClientId clientId) {
    return rights.mayEndTokens(actor, rights.requireVisible(actor, clientId).id());
  }

  /**
   * Ends an access token.
   *
   * @throws AdministrationException FORBIDDEN if the actor may change no client, NOT_FOUND if there
   *     is no such token, or it belongs to a client whose tokens the actor may not end
   */
  @Transactional
  public void revoke(Actor actor, String id) {
    rights.requireMayChange(actor);
    AccessToken token =
        Optional.of(id)
            .filter(TextRules::isId)
            .flatMap(tokens::lock)
            .filter(found -> rights.mayEndTokens(actor, found.holding().clientId()))
            .orElseThrow(() -> AdministrationException.notFound("there is no such token"));
    tokens.remove(token);
    write(
        actor,
        TokenEnd.ACCESS_TOKEN,
        token.holding().clientId(),
        Optional.ofNullable(token.holding().userId()));
  }

  /**
   * Ends a token family with all its tokens.
   *
   * @throws AdministrationException FORBIDDEN if the actor may change no client, NOT_FOUND if there
   *     is no such family, or it belongs to a client whose tokens the actor may not end
   */
  @Transactional
  public void revokeFamily(Actor actor, String id) {
    rights.requireMayChange(actor);
    // Lock the family before reading it, so that a concurrent refresh and this request wait for
    // each other.
    TokenFamily found =
        Optional.of(id)
            .filter(TextRules::isId)
            .flatMap(families::take)
            .filter(row -> rights.mayEndTokens(actor, row.holding().clientId()))
            .orElseThrow(() -> AdministrationException.notFound("there is no such token family"));
    families.delete(id, clock.now());
    write(
        actor,
        TokenEnd.FAMILY_BY_ADMINISTRATOR,
        found.holding().clientId(),
        Optional.ofNullable(found.holding().userId()));
  }

  /**
   * Ends every token of a client.
   *
   * @throws AdministrationException FORBIDDEN if the actor may change no client, NOT_FOUND if there
   *     is no such client
   */
  @Transactional
  public void revokeAllOfClient(Actor actor, ClientId clientId) {
    rights.requireMayChange(actor);
    Client client =
        rows.findClient(clientId.value())
            .filter(row -> rights.mayEndTokens(actor, row.id()))
            .orElseThrow(() -> LockedRows.noClient(clientId));
    client.revokeAll(clock.now());
    audit.changed(
        actor.author(),
        new ClientChanged(FactKind.CLIENT_TOKENS_REVOKED, clientId, BeforeAndAfter.NONE));
  }

  /**
   * Ends every token of a user.
   *
   * @throws AdministrationException FORBIDDEN if the actor is no administrator, NOT_FOUND if there
   *     is no such user
   */
  @Transactional
  public void revokeAllOfUser(Actor actor, String username) {
    actor.requireAdministrator();
    User user = rows.requireUser(username);
    user.revokeAll(clock.now());
    audit.changed(
        actor.author(),
        new UserChanged(FactKind.USER_TOKENS_REVOKED, user.username(), BeforeAndAfter.NONE));
  }

  // The client or the user may have been deleted. Their tokens can still be ended.
  private void write(Actor actor, TokenEnd end, long clientId, Optional<Long> userId) {
    audit.changed(
        actor.author(),
        new TokenRevoked(
            end,
            clients.findRow(clientId).map(Client::clientId),
            userId.flatMap(users::findUsername)));
  }
}
