package org.postern.admin.common;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import org.postern.oauth.RefusalReason;
import org.postern.store.UserAccount;
import org.postern.token.LiveTokens;

/**
 * Finds the present rights of an actor: it asks the gate about the token, or the session about its
 * user. It sees only committed data, even if it is called inside a transaction. It mostly reads the
 * shared caches.
 */
@ApplicationScoped
public class RenewalService {

  private final LiveTokens tokens;

  /** For the proxy only. */
  protected RenewalService() {
    this(null);
  }

  @Inject
  public RenewalService(LiveTokens tokens) {
    this.tokens = tokens;
  }

  /**
   * Returns the actor with its present rights. The running transaction is suspended, so that
   * neither rows that it has read earlier nor its uncommitted changes are seen.
   *
   * @throws AdministrationException ENDED if the token or the session has ended
   */
  @Transactional(Transactional.TxType.NOT_SUPPORTED)
  public Actor renew(Actor actor) {
    if (actor.digest().isPresent()) {
      return actor.renewedAs(ofToken(actor.digest().get(), actor.source()));
    }
    if (actor.hasSession()) {
      return actor.renewedAs(
          actor
              .findOperator()
              .map(operator -> operator.actor(actor.login().orElseThrow(), actor.source()))
              .orElseThrow(
                  () ->
                      AdministrationException.ended(
                          "the session has ended, sign in again", RefusalReason.EPOCH_PASSED)));
    }
    return actor;
  }

  private Actor ofToken(String digest, String source) {
    LiveTokens.Found found = tokens.findAccessByDigest(digest);
    if (found instanceof LiveTokens.LiveAccess live) {
      return Actor.ofToken(
          live.granted().subject(),
          live.granted().user().map(UserAccount::username),
          live.granted().client().clientId().value(),
          live.granted().scope(),
          new Actor.Login(live.row().issued(), live.row().familyId()),
          source);
    }
    throw AdministrationException.ended("the token has ended", ((LiveTokens.Dead) found).reason());
  }
}
