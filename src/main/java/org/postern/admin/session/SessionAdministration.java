package org.postern.admin.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import org.postern.admin.common.Actor;
import org.postern.admin.common.AdministrationException;
import org.postern.audit.AuditTrail;

/** Records the sessions and refusals of the console in the audit trail. */
@ApplicationScoped
public class SessionAdministration {

  private static final String REFUSED = "console.refused";

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
    write("console.signed_in", actor);
  }

  /** Records that a user signed out. */
  @Transactional
  public void signedOut(Actor actor) {
    write("console.signed_out", actor);
  }

  private void write(String kind, Actor actor) {
    audit.changed(
        kind, actor.auditName(), actor.source(), null, actor.username().orElse(null), null);
  }

  /**
   * Records a refusal. Needs no transaction.
   *
   * @return the reference id for the page that shows the refusal
   */
  public String refused(Actor actor, AdministrationException refusal) {
    return audit.refused(
        REFUSED, refusal.reason(), null, actor.username().orElse(null), actor.source());
  }
}
