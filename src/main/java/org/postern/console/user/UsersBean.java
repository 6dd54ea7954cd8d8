package org.postern.console.user;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.postern.admin.common.Page;
import org.postern.admin.common.Query;
import org.postern.admin.common.Stored;
import org.postern.admin.user.UserAdministration;
import org.postern.admin.user.UserDetails;
import org.postern.console.common.ListAddress;
import org.postern.console.common.Viewer;

/** The list of users: {@code users/index.xhtml}. */
@Named
@RequestScoped
public class UsersBean {

  private final UserAdministration users;
  private final Viewer viewer;
  private final ListAddress address;

  private Page<Stored<UserDetails>> page;

  /** For the proxy only. */
  protected UsersBean() {
    users = null;
    viewer = null;
    address = null;
  }

  @Inject
  public UsersBean(UserAdministration users, Viewer viewer) {
    this.users = users;
    this.viewer = viewer;
    this.address = new ListAddress(viewer::parameter, "text", "enabled", "locked");
  }

  /** The state of the list. */
  public ListAddress getAddress() {
    return address;
  }

  /** The page of the list that is shown. */
  public Page<Stored<UserDetails>> getPage() {
    if (page == null) {
      page = users.list(viewer.actor(), new Query(address.parameters()));
    }
    return page;
  }
}
