package org.postern.console.scope;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.postern.admin.common.Page;
import org.postern.admin.common.Query;
import org.postern.admin.common.Stored;
import org.postern.admin.scope.ScopeAdministration;
import org.postern.admin.scope.ScopeDetails;
import org.postern.console.common.ListAddress;
import org.postern.console.common.Viewer;

/** The list of scopes: {@code scopes/index.xhtml}. */
@Named
@RequestScoped
public class ScopesBean {

  private final ScopeAdministration scopes;
  private final Viewer viewer;
  private final ListAddress address;

  private Page<Stored<ScopeDetails>> page;

  /** For the proxy only. */
  protected ScopesBean() {
    scopes = null;
    viewer = null;
    address = null;
  }

  @Inject
  public ScopesBean(ScopeAdministration scopes, Viewer viewer) {
    this.scopes = scopes;
    this.viewer = viewer;
    this.address = new ListAddress(viewer::parameter, "text", "for", "built_in");
  }

  /** The state of the list. */
  public ListAddress getAddress() {
    return address;
  }

  /** The page of the list that is shown. */
  public Page<Stored<ScopeDetails>> getPage() {
    if (page == null) {
      page = scopes.list(viewer.actor(), new Query(address.parameters()));
    }
    return page;
  }
}
