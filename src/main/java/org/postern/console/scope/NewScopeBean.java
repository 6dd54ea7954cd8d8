package org.postern.console.scope;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.postern.admin.scope.ScopeAdministration;
import org.postern.console.common.Notices;
import org.postern.console.common.Redirects;
import org.postern.console.common.Viewer;
import org.postern.console.common.Words;

/** Defines a scope: {@code scopes/new.xhtml}. */
@Named
@RequestScoped
public class NewScopeBean {

  private final ScopeAdministration scopes;
  private final Viewer viewer;
  private final Notices notices;

  private final ScopeForm form = new ScopeForm();
  private String name = "";

  /** For the proxy only. */
  protected NewScopeBean() {
    this(null, null, null);
  }

  @Inject
  public NewScopeBean(ScopeAdministration scopes, Viewer viewer, Notices notices) {
    this.scopes = scopes;
    this.viewer = viewer;
    this.notices = notices;
  }

  /** Defines the scope and shows its page. */
  public void create() {
    String token = name.strip();
    if (notices.attempt(() -> scopes.create(viewer.actor(), token, form.toChange()))) {
      notices.done("scope.created", token);
      Redirects.to("scopes/scope.xhtml", "name", token);
    }
  }

  public ScopeForm getForm() {
    return form;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = Words.orEmpty(name);
  }
}
