package org.postern.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import org.postern.audit.AuditTrail;

/** What the audit trail tells of work at the console, beside the changes themselves. */
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

  /** Somebody signed in. */
  @Transactional
  public void signedIn(Actor actor) {
    write("console.signed_in", actor);
  }

  /** Somebody signed out. */
  @Transactional
  public void signedOut(Actor actor) {
    write("console.signed_out", actor);
  }

  private void write(String kind, Actor actor) {
    audit.changed(
        kind, actor.auditName(), actor.source(), null, actor.username().orElse(null), null);
  }

  /**
   * Notes that something was refused; needs no transaction.
   *
   * @return the reference id for the page that says so
   */
  public String refused(Actor actor, AdministrationException refusal) {
    return audit.refused(
        REFUSED, refusal.reason(), null, actor.username().orElse(null), actor.source());
  }
}
