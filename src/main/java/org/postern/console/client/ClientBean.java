package org.postern.console.client;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.postern.admin.client.ClientAdministration;
import org.postern.admin.client.ClientDetails;
import org.postern.admin.client.ClientOverview;
import org.postern.admin.client.ClientSetting;
import org.postern.admin.client.ClientView;
import org.postern.admin.common.Revision;
import org.postern.admin.common.Stored;
import org.postern.console.common.Viewer;
import org.postern.oauth.ClientId;

/** The client of a page, which the parameter {@code id} of the address names. */
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

  /** The identifier of the client. */
  ClientId clientId() {
    return clients.requireId(viewer.parameter("id"));
  }

  /** The client as it was when this request first read it. */
  Stored<ClientOverview> stored() {
    if (stored == null) {
      stored = clients.show(viewer.actor(), clientId());
    }
    return stored;
  }

  /** Reads the client again, after a change. */
  void refresh() {
    stored = null;
  }

  /** The revision of the client that the page shows. */
  public Revision getRevision() {
    return stored().revision();
  }

  /** The identifier as a text. */
  public String getId() {
    return getDetails().clientId().value();
  }

  private String name() {
    return getDetails().get(ClientSetting.NAME);
  }

  /** The name, or the identifier if there is no name. */
  public String getTitle() {
    return name().isBlank() ? getId() : name();
  }

  /** The settings, the secrets and the number of tokens. */
  public ClientOverview getOverview() {
    return stored().value();
  }

  /** The settings and the times of use. */
  public ClientView getView() {
    return getOverview().view();
  }

  /** The settings. */
  public ClientDetails getDetails() {
    return getView().details();
  }

  /** Whether the user may change the client. */
  public boolean isChangeable() {
    if (changeable == null) {
      changeable = clients.mayChange(viewer.actor(), getDetails().clientId());
    }
    return changeable;
  }

  /**
   * Whether the client is public and so has no secrets. The method is not named {@code isPublic},
   * because some servers do not allow Java keywords in pages.
   */
  public boolean isPublicClient() {
    return getDetails().get(ClientSetting.TYPE).equals("public");
  }

  /** The address of one of the client's pages, such as {@code secrets}. */
  public String address(String page) {
    return page + ".xhtml?id=" + viewer.encoded(getId());
  }
}
