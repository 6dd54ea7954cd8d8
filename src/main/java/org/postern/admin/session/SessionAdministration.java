package org.postern.admin.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.postern.admin.common.Actor;
import org.postern.admin.common.AdministrationException;
import org.postern.audit.AuditTrail;
import org.postern.audit.Change.SessionChanged;
import org.postern.audit.FactKind;
import org.postern.audit.Refusal;

/** Records the sessions and refusals of the console in the audit trail. */
@ApplicationScoped
public class SessionAdministration {

  private final AuditTrail audit;

  /** For the proxy only. */
  protected SessionAdministration() {
    this(null);
  }

  @Inject
  public SessionAdministration(AuditTrail audit) {
    this.audit = audit;
  }

  /** Records that a user signed in. */
  @Transactional
  public void signedIn(Actor actor) {
    write(FactKind.CONSOLE_SIGNED_IN, actor);
  }

  /** Records that a user signed out. */
  @Transactional
  public void signedOut(Actor actor) {
    write(FactKind.CONSOLE_SIGNED_OUT, actor);
  }

  private void write(FactKind kind, Actor actor) {
    audit.changed(actor.author(), new SessionChanged(kind, actor.username()));
  }

  /**
   * Records a refusal. Needs no transaction.
   *
   * @return the reference id for the page that shows the refusal
   */
  public String refused(Actor actor, AdministrationException refusal) {
    return audit.refused(
        new Refusal(
            FactKind.CONSOLE_REFUSED,
            refusal.reason(),
            Optional.empty(),
            actor.username(),
            Optional.ofNullable(actor.source())));
  }
}
