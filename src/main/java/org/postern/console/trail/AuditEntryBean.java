package org.postern.console.trail;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import org.postern.admin.common.AdministrationException;
import org.postern.admin.trail.AuditAdministration;
import org.postern.admin.trail.AuditEntry;
import org.postern.console.common.Viewer;

/** One line of the audit trail: {@code audit/entry.xhtml?reference=}. */
@Named
@RequestScoped
public class AuditEntryBean {

  private final AuditAdministration audit;
  private final Viewer viewer;

  private Optional<AuditEntry> entry;

  /** For the proxy only. */
  protected AuditEntryBean() {
    this(null, null);
  }

  @Inject
  public AuditEntryBean(AuditAdministration audit, Viewer viewer) {
    this.audit = audit;
    this.viewer = viewer;
  }

  /** The reference as it was typed, without spaces around it and in capital letters. */
  public String getReference() {
    return viewer.parameter("reference").strip().toUpperCase(Locale.ROOT);
  }

  /** The line; null if there is no such line or the viewer may not see it. */
  public AuditEntry getEntry() {
    if (entry == null) {
      entry = find();
    }
    return entry.orElse(null);
  }

  // The page itself explains a reference that is not found, so this method does not throw for it.
  private Optional<AuditEntry> find() {
    try {
      return Optional.of(audit.show(viewer.actor(), getReference()));
    } catch (AdministrationException refusal) {
      if (refusal.kind() != AdministrationException.Kind.NOT_FOUND) {
        throw refusal;
      }
      FacesContext.getCurrentInstance()
          .getExternalContext()
          .setResponseStatus(HttpServletResponse.SC_NOT_FOUND);
      return Optional.empty();
    }
  }
}
