package org.postern.console.client;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.postern.admin.client.ClientChange;
import org.postern.admin.client.ClientDetails;
import org.postern.admin.client.ClientSetting;
import org.postern.console.common.Viewer;
import org.postern.console.common.Words;

/** The form that says which users may use a client. */
@Named
@RequestScoped
public class ClientUserAccessBean {

  private final ClientBean client;
  private final ClientEdit clientEdit;
  private final Viewer viewer;

  private String userAccess;
  private String userGroups;

  /** For the proxy only. */
  protected ClientUserAccessBean() {
    client = null;
    clientEdit = null;
    viewer = null;
  }

  @Inject
  public ClientUserAccessBean(ClientBean client, ClientEdit clientEdit, Viewer viewer) {
    this.client = client;
    this.viewer = viewer;
    this.clientEdit = clientEdit;
    ClientDetails details = client.getDetails();
    userAccess = details.get(ClientSetting.USER_ACCESS);
    userGroups = String.join("\n", details.get(ClientSetting.USER_GROUPS));
  }

  /** Saves the form. */
  public void save() {
    List<String> groups =
        userGroups.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    clientEdit.save(
        ClientChange.NONE
            .with(ClientSetting.USER_ACCESS, userAccess)
            .with(ClientSetting.USER_GROUPS, groups),
        "users");
  }

  /**
   * Whether the user may open the client for everyone: it is open already, or the user is an
   * administrator.
   */
  public boolean isEveryoneGivable() {
    return viewer.isAdministrator()
        || client.getDetails().get(ClientSetting.USER_ACCESS).equals("everyone");
  }

  public String getUserAccess() {
    return userAccess;
  }

  public void setUserAccess(String userAccess) {
    this.userAccess = Words.orEmpty(userAccess);
  }

  /** The groups, one on each line. */
  public String getUserGroups() {
    return userGroups;
  }

  public void setUserGroups(String userGroups) {
    this.userGroups = Words.orEmpty(userGroups);
  }
}
