package org.postern.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.postern.admin.ClientChange;
import org.postern.admin.ClientDetails;

/** The form that says which users may use a client. */
@Named
@RequestScoped
public class ClientUserAccessBean {

  private final ClientEdit clientEdit;

  private String userAccess;
  private String userGroups;

  /** For the proxy only. */
  protected ClientUserAccessBean() {
    clientEdit = null;
  }

  @Inject
  public ClientUserAccessBean(ClientBean client, ClientEdit clientEdit) {
    this.clientEdit = clientEdit;
    ClientDetails details = client.getDetails();
    userAccess = details.userAccess();
    userGroups = String.join("\n", details.userGroups());
  }

  /** Saves what was typed. */
  public void save() {
    List<String> groups =
        userGroups.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    clientEdit.save(
        ClientChange.builder().userAccess(userAccess).userGroups(groups).build(), "users");
  }

  public String getUserAccess() {
    return userAccess;
  }

  public void setUserAccess(String userAccess) {
    this.userAccess = userAccess;
  }

  /** One in a line. */
  public String getUserGroups() {
    return userGroups;
  }

  public void setUserGroups(String userGroups) {
    this.userGroups = userGroups;
  }
}
