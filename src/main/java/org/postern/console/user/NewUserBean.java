package org.postern.console.user;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import org.postern.admin.user.OneTimePassword;
import org.postern.admin.user.PasswordReset;
import org.postern.admin.user.UserAdministration;
import org.postern.console.common.Notices;
import org.postern.console.common.PasswordCheck;
import org.postern.console.common.Redirects;
import org.postern.console.common.Viewer;
import org.postern.console.common.Words;

/** Creates a user: {@code users/new.xhtml}. The same page shows the one-time password. */
@Named
@RequestScoped
public class NewUserBean {

  private final UserAdministration users;
  private final PasswordReset passwords;
  private final PasswordCheck check;
  private final Viewer viewer;
  private final Notices notices;

  private final UserForm form = new UserForm();
  private String username = "";
  private boolean withPassword = true;
  private OneTimePassword made;

  /** For the proxy only. */
  protected NewUserBean() {
    this(null, null, null, null, null);
  }

  @Inject
  public NewUserBean(
      UserAdministration users,
      PasswordReset passwords,
      PasswordCheck check,
      Viewer viewer,
      Notices notices) {
    this.users = users;
    this.passwords = passwords;
    this.check = check;
    this.viewer = viewer;
    this.notices = notices;
  }

  /** Creates the user. Goes to the page of the user if there is no password to show. */
  public void create() {
    if ((withPassword || form.givesMoreThan(List.of())) && !check.passed()) {
      return;
    }
    boolean created =
        notices.attempt(
            () ->
                username =
                    users
                        .create(viewer.actor(), username.strip(), form.toChange(), Optional.empty())
                        .username());
    if (!created) {
      return;
    }
    notices.done("user.created", username);
    if (!withPassword
        || !notices.attempt(
            () -> made = passwords.reset(viewer.actor(), username, Optional.empty()))) {
      Redirects.to("users/user.xhtml", "name", username);
    }
  }

  /** The one-time password that this request has created; null if there is none. */
  public OneTimePassword getMade() {
    return made;
  }

  public UserForm getForm() {
    return form;
  }

  public String getUsername() {
    return username;
  }

  public void setUsername(String username) {
    this.username = Words.orEmpty(username);
  }

  public boolean isWithPassword() {
    return withPassword;
  }

  public void setWithPassword(boolean withPassword) {
    this.withPassword = withPassword;
  }
}
