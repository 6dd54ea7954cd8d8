package org.postern.admin.trail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Optional;
import org.postern.admin.common.Actor;
import org.postern.admin.common.AdministrationException;
import org.postern.admin.common.ListParameters;
import org.postern.admin.common.Page;
import org.postern.admin.common.Query;
import org.postern.admin.common.TextRules;
import org.postern.admin.common.UseCases;
import org.postern.crypto.Signer;
import org.postern.entity.AuditEvent;
import org.postern.entity.ReferenceId;
import org.postern.entity.User;
import org.postern.store.AuditFilter;
import org.postern.store.AuditStore;
import org.postern.store.Slice;
import org.postern.store.UserStore;
import org.postern.user.Username;

/** Reads the audit trail. An owner of clients sees only the lines about these clients. */
@UseCases
@ApplicationScoped
public class AuditAdministration {

  private final AuditStore audit;
  private final UserStore users;
  private final Signer signer;

  /** For the proxy only. */
  protected AuditAdministration() {
    this(null, null, null);
  }

  @Inject
  AuditAdministration(AuditStore audit, UserStore users, Signer signer) {
    this.audit = audit;
    this.users = users;
    this.signer = signer;
  }

  /**
   * Lists a page of the audit trail, the newest lines first.
   *
   * @param query the filters {@code client}, {@code user}, {@code actor}, {@code kind}, {@code
   *     reason}, {@code reference}, {@code from} and {@code until}; {@code sort} by {@code time};
   *     {@code limit} and {@code cursor}
   * @throws AdministrationException FORBIDDEN if the actor may see no line, MALFORMED if a
   *     parameter is wrong
   */
  @Transactional
  public Page<AuditEntry> list(Actor actor, Query query) {
    Optional<Long> within = within(actor);
    ListParameters in = new ListParameters("audit", query, signer);
    var from = in.instant("from");
    var until = in.instant("until");
    AuditFilter filter =
        new AuditFilter(
            within,
            in.text("client"),
            in.text("user").map(name -> Username.prepare(name).orElse(name)),
            in.text("actor"),
            in.text("kind"),
            in.text("reason"),
            in.text("reference"),
            from,
            until,
            from.map(ReferenceId::earliest),
            until.map(time -> ReferenceId.earliest(time.plus(Duration.ofMillis(1)))));
    Slice<AuditEvent> slice = in.slice(AuditStore.SORTS, true);
    return in.page(audit.findAll(filter, slice), slice, AuditEvent::reference).map(AuditEntry::of);
  }

  /**
   * Shows a line of the audit trail.
   *
   * @throws AdministrationException FORBIDDEN if the actor may see no line, NOT_FOUND if there is
   *     no such line or the actor may not see it
   */
  @Transactional
  public AuditEntry show(Actor actor, String reference) {
    Optional<Long> within = within(actor);
    return Optional.of(reference)
        .filter(TextRules::isId)
        .flatMap(id -> audit.find(within, id))
        .map(AuditEntry::of)
        .orElseThrow(
            () ->
                AdministrationException.notFound(
                    "there is no line of this reference; a refusal is in the trail a second after"
                        + " its answer, and as long as postern.audit-retention says"));
  }

  /** Explains a refusal and what can be done about it; empty if the line is not a refusal. */
  public static Optional<Explanation> explain(AuditEntry entry) {
    return entry.reason().flatMap(Explanation::of);
  }

  // Empty for an actor who may see everything.
  private Optional<Long> within(Actor actor) {
    if (actor.ownerSubject().isEmpty() || actor.isReader()) {
      actor.requireReader();
      return Optional.empty();
    }
    return Optional.of(
        actor.ownerSubject().flatMap(users::findBySubject).map(User::id).orElse(UserStore.NO_USER));
  }
}
