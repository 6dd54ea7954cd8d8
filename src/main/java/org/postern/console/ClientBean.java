package org.postern.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.postern.admin.ClientAdministration;
import org.postern.admin.ClientDetails;
import org.postern.admin.ClientOverview;
import org.postern.admin.ClientView;
import org.postern.admin.Revision;
import org.postern.admin.Stored;
import org.postern.oauth.ClientId;

/** The client that a page is about: parameter {@code id} of its address. */
@Named
@RequestScoped
public class ClientBean {

  private final ClientAdministration clients;
  private final Viewer viewer;

  private Stored<ClientOverview> stored;
  private Boolean changeable;

  /** For the proxy only. */
  protected ClientBean() {
    this(null, null);
  }

  @Inject
  public ClientBean(ClientAdministration clients, Viewer viewer) {
    this.clients = clients;
    this.viewer = viewer;
  }

  /** Its identifier. */
  ClientId clientId() {
    return clients.requireId(viewer.parameter("id"));
  }

  /** As it was at the first look of this request. */
  Stored<ClientOverview> stored() {
    if (stored == null) {
      stored = clients.show(viewer.actor(), clientId());
    }
    return stored;
  }

  /** Looks anew, after a change. */
  void refresh() {
    stored = null;
  }

  /** Which state of it this is. */
  public Revision getRevision() {
    return stored().revision();
  }

  /** Its identifier as a text. */
  public String getId() {
    return getDetails().clientId().value();
  }

  /** Its name, or its identifier if it has none. */
  public String getTitle() {
    return getDetails().name().isBlank() ? getId() : getDetails().name();
  }

  /** Its settings, secrets and the number of its tokens. */
  public ClientOverview getOverview() {
    return stored().value();
  }

  /** Its settings and what is known of its use. */
  public ClientView getView() {
    return getOverview().view();
  }

  /** Its settings. */
  public ClientDetails getDetails() {
    return getView().details();
  }

  /** Whether the user may change it. */
  public boolean isChangeable() {
    if (changeable == null) {
      changeable = clients.mayChange(viewer.actor(), getDetails().clientId());
    }
    return changeable;
  }

  /**
   * Whether it has no secrets. Not {@code isPublic}: pages cannot call Java's keywords everywhere.
   */
  public boolean isPublicClient() {
    return getDetails().type().equals("public");
  }

  /** The address of one of its pages, such as {@code secrets}. */
  public String address(String page) {
    return page + ".xhtml?id=" + viewer.encoded(getId());
  }
}
