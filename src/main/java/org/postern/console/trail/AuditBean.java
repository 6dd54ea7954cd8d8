package org.postern.console.trail;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postern.admin.common.Page;
import org.postern.admin.common.Query;
import org.postern.admin.trail.AuditAdministration;
import org.postern.admin.trail.AuditEntry;
import org.postern.console.common.ListAddress;
import org.postern.console.common.Viewer;
import org.postern.oauth.RefusalReason;

/** The list of the audit trail: {@code audit/index.xhtml}. */
@Named
@RequestScoped
public class AuditBean {

  /** A value that a filter can have, with its label for people. */
  public record Choice(String value, String label) {}

  private final AuditAdministration audit;
  private final AuditTexts texts;
  private final Viewer viewer;
  private final ListAddress address;

  private Page<AuditEntry> page;

  /** For the proxy only. */
  protected AuditBean() {
    audit = null;
    texts = null;
    viewer = null;
    address = null;
  }

  @Inject
  public AuditBean(AuditAdministration audit, AuditTexts texts, Viewer viewer) {
    this.audit = audit;
    this.texts = texts;
    this.viewer = viewer;
    this.address =
        new ListAddress(
            viewer::parameter, "client", "user", "actor", "kind", "reason", "from", "until");
  }

  /** The state of the list. */
  public ListAddress getAddress() {
    return address;
  }

  /** The lines of this page, the newest first. */
  public Page<AuditEntry> getPage() {
    if (page == null) {
      Map<String, List<String>> parameters = new HashMap<>(address.parameters());
      parameters.computeIfPresent("from", (name, value) -> List.of(instant(value.get(0))));
      parameters.computeIfPresent("until", (name, value) -> List.of(instant(value.get(0))));
      page = audit.list(viewer.actor(), new Query(parameters));
    }
    return page;
  }

  // The field of the page has a time in the viewer's zone. A text in another form is passed on as
  // it is.
  private String instant(String text) {
    try {
      return LocalDateTime.parse(text).atZone(viewer.getZone()).toInstant().toString();
    } catch (DateTimeException e) {
      return text;
    }
  }

  /** Every kind that has a name, sorted by name. */
  public List<Choice> getKinds() {
    FacesContext faces = FacesContext.getCurrentInstance();
    return faces.getApplication().getResourceBundle(faces, "auditText").keySet().stream()
        .filter(key -> key.startsWith(AuditTexts.KIND))
        .map(key -> key.substring(AuditTexts.KIND.length()))
        .map(kind -> new Choice(kind, texts.kind(kind)))
        .sorted(Comparator.comparing(Choice::label))
        .toList();
  }

  /** Every reason, sorted by name. */
  public List<Choice> getReasons() {
    return Arrays.stream(RefusalReason.values())
        .map(reason -> new Choice(reason.text(), texts.reason(reason.text())))
        .sorted(Comparator.comparing(Choice::label))
        .toList();
  }
}
