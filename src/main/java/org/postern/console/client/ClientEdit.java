package org.postern.console.client;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Map;
import org.postern.admin.client.ClientAdministration;
import org.postern.admin.client.ClientChange;
import org.postern.console.common.Edit;
import org.postern.console.common.Notices;
import org.postern.console.common.Redirects;
import org.postern.console.common.Viewer;
import org.postern.oauth.ClientId;

/** Saves the forms of a client's pages. */
@RequestScoped
class ClientEdit {

  private final ClientAdministration clients;
  private final ClientBean client;
  private final Edit edit;
  private final Viewer viewer;
  private final Notices notices;

  /** For the proxy only. */
  protected ClientEdit() {
    this(null, null, null, null, null);
  }

  @Inject
  ClientEdit(
      ClientAdministration clients, ClientBean client, Edit edit, Viewer viewer, Notices notices) {
    this.clients = clients;
    this.client = client;
    this.edit = edit;
    this.viewer = viewer;
    this.notices = notices;
  }

  /** Saves the change and shows the page again. If that fails, the page says why. */
  void save(ClientChange change, String page) {
    run(
        () -> clients.change(viewer.actor(), client.clientId(), edit.precondition(), change),
        "client.saved",
        page);
  }

  /** Runs a use case that requires the client to be as it was when the form was filled. */
  void run(Runnable useCase, String done, String page) {
    ClientId clientId = client.clientId();
    boolean saved =
        edit.attempt(
            Map.of("client", clientId.value()),
            entry -> true,
            () -> clients.show(viewer.actor(), clientId).revision(),
            useCase);
    if (saved) {
      notices.done(done);
      Redirects.to("clients/" + page + ".xhtml", clientId.value());
    }
  }
}
