package org.postern.admin.common;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.postern.config.Clock;
import org.postern.store.TokenFamilyStore;

/**
 * Requires a recent login before a use case gives rights, shows hashes or ends a last safeguard,
 * because an unlocked screen or a stolen token must not be enough for that.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9470#section-3">RFC 9470 §3</a>
 */
@ApplicationScoped
public class StepUp {

  private final TokenFamilyStore families;
  private final Clock clock;

  /** For the proxy only. */
  protected StepUp() {
    this(null, null);
  }

  @Inject
  public StepUp(TokenFamilyStore families, Clock clock) {
    this.families = families;
    this.clock = clock;
  }

  /**
   * Refuses an actor whose login is older than {@link AdministrationException#MAX_LOGIN_AGE}. The
   * login of a refreshed token is the one with which its family began. The steps of an import are
   * not checked, because the import as a whole is.
   *
   * @throws AdministrationException LOGIN_TOO_OLD
   */
  public void require(Actor actor) {
    if (!actor.isImporting()) {
      requireEvenForImport(actor);
    }
  }

  /**
   * Refuses an actor whose login is too old, also for an import.
   *
   * @throws AdministrationException LOGIN_TOO_OLD
   */
  public void requireEvenForImport(Actor actor) {
    Duration age =
        actor
            .login()
            .map(login -> login.familyId().flatMap(families::findCreated).orElse(login.time()))
            .map(time -> Duration.between(time, clock.now()))
            .orElse(Duration.ZERO);
    if (age.compareTo(AdministrationException.MAX_LOGIN_AGE) > 0) {
      throw AdministrationException.loginTooOld(
          "gives rights, shows hashes or ends a last safeguard, for which the password or secret"
              + " must have been given in the last 5 minutes; get a new token with it");
    }
  }
}
