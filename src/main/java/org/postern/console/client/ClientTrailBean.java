package org.postern.console.client;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postern.admin.common.Page;
import org.postern.admin.common.Query;
import org.postern.admin.trail.AuditAdministration;
import org.postern.admin.trail.AuditEntry;
import org.postern.console.common.ListAddress;
import org.postern.console.common.Viewer;

/** The lines of the audit trail for a client. */
@Named
@RequestScoped
public class ClientTrailBean {

  private final AuditAdministration audit;
  private final ClientBean client;
  private final Viewer viewer;

  private Page<AuditEntry> page;

  /** For the proxy only. */
  protected ClientTrailBean() {
    this(null, null, null);
  }

  @Inject
  public ClientTrailBean(AuditAdministration audit, ClientBean client, Viewer viewer) {
    this.audit = audit;
    this.client = client;
    this.viewer = viewer;
  }

  /** The state of the list: the position of the page. */
  public ListAddress getAddress() {
    return new ListAddress(viewer::parameter, "id");
  }

  /** The lines of this page, the newest first. */
  public Page<AuditEntry> getPage() {
    if (page == null) {
      Map<String, List<String>> parameters = new LinkedHashMap<>(getAddress().parameters());
      parameters.remove("id");
      parameters.put("client", List.of(client.getId()));
      page = audit.list(viewer.actor(), new Query(parameters));
    }
    return page;
  }
}
