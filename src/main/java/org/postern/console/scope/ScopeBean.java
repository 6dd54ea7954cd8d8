package org.postern.console.scope;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Map;
import org.postern.admin.client.ClientAdministration;
import org.postern.admin.client.ClientView;
import org.postern.admin.common.Page;
import org.postern.admin.common.Precondition;
import org.postern.admin.common.Query;
import org.postern.admin.common.Revision;
import org.postern.admin.common.Stored;
import org.postern.admin.scope.ScopeAdministration;
import org.postern.admin.scope.ScopeChange;
import org.postern.admin.scope.ScopeDetails;
import org.postern.console.common.Edit;
import org.postern.console.common.Notices;
import org.postern.console.common.Redirects;
import org.postern.console.common.Viewer;
import org.postern.console.trail.AuditTexts;

/** One scope: {@code scopes/scope.xhtml?name=}. */
@Named
@RequestScoped
public class ScopeBean {

  private static final String PAGE = "scopes/scope.xhtml";
  private static final String NAME = "name";

  private final ScopeAdministration scopes;
  private final ClientAdministration clients;
  private final AuditTexts texts;
  private final Edit edit;
  private final Viewer viewer;
  private final Notices notices;

  private Stored<ScopeDetails> scope;
  private ScopeForm form;
  private Page<ClientView> holders;

  /** For the proxy only. */
  protected ScopeBean() {
    this(null, null, null, null, null, null);
  }

  @Inject
  public ScopeBean(
      ScopeAdministration scopes,
      ClientAdministration clients,
      AuditTexts texts,
      Edit edit,
      Viewer viewer,
      Notices notices) {
    this.scopes = scopes;
    this.clients = clients;
    this.texts = texts;
    this.edit = edit;
    this.viewer = viewer;
    this.notices = notices;
  }

  /** The name in the page's address. */
  public String getName() {
    return viewer.parameter(NAME);
  }

  private Stored<ScopeDetails> stored() {
    if (scope == null) {
      scope = scopes.show(viewer.actor(), getName());
    }
    return scope;
  }

  /** The scope as it is stored. */
  public ScopeDetails getScope() {
    return stored().value();
  }

  /** The revision that the page shows. */
  public Revision getRevision() {
    return stored().revision();
  }

  /** Whether the viewer may change the scope. */
  public boolean isChangeable() {
    return viewer.isAdministrator() && !getScope().builtIn();
  }

  /** The fields of the form. */
  public ScopeForm getForm() {
    if (form == null) {
      form = ScopeForm.of(getScope());
    }
    return form;
  }

  /** The first clients that may request this scope. */
  public Page<ClientView> getHolders() {
    if (holders == null) {
      holders = clients.list(viewer.actor(), Query.of("scope", getName()));
    }
    return holders;
  }

  /** Saves the form. */
  public void save() {
    ScopeChange change = getForm().toChange();
    boolean saved =
        edit.attempt(
            Map.of("kind", "scope.changed"),
            entry -> getName().equals(texts.note(entry)),
            () -> scopes.show(viewer.actor(), getName()).revision(),
            () -> scopes.change(viewer.actor(), getName(), edit.precondition(), change));
    if (saved) {
      notices.done("scope.saved", getName());
      Redirects.to(PAGE, NAME, getName());
    }
  }

  /** Deletes the scope, unless a client may request it. */
  public void delete() {
    if (notices.attempt(() -> scopes.delete(viewer.actor(), getName(), Precondition.NONE))) {
      notices.done("scope.deleted", getName());
      Redirects.to("scopes/index.xhtml");
    }
  }
}
