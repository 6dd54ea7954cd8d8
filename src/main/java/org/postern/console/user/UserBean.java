package org.postern.console.user;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.postern.admin.client.SecretGrace;
import org.postern.admin.common.Operator;
import org.postern.admin.common.Page;
import org.postern.admin.common.Precondition;
import org.postern.admin.common.Query;
import org.postern.admin.common.Revision;
import org.postern.admin.common.Stored;
import org.postern.admin.user.AssignedClient;
import org.postern.admin.user.OneTimePassword;
import org.postern.admin.user.PasswordReset;
import org.postern.admin.user.UserAdministration;
import org.postern.admin.user.UserChange;
import org.postern.admin.user.UserDetails;
import org.postern.admin.user.UserSetting;
import org.postern.console.common.Edit;
import org.postern.console.common.GraceChoice;
import org.postern.console.common.Notices;
import org.postern.console.common.PasswordCheck;
import org.postern.console.common.Redirects;
import org.postern.console.common.Viewer;
import org.postern.console.common.Words;

/** One user: {@code users/user.xhtml?name=}. Every form of the page sends the name. */
@Named
@RequestScoped
public class UserBean {

  private static final String PAGE = "users/user.xhtml";
  private static final String NAME = "name";

  private final UserAdministration users;
  private final PasswordReset passwords;
  private final PasswordCheck check;
  private final Edit edit;
  private final Viewer viewer;
  private final Notices notices;
  private final GraceChoice secretGrace = new GraceChoice(SecretGrace.DEFAULT);

  private Stored<UserDetails> user;
  private UserForm form;
  private Page<AssignedClient> clients;
  private int lifetimeHours = 24;
  private OneTimePassword made;
  private boolean resetFailed;
  private String typedName = "";
  private boolean deleteFailed;

  /** For the proxy only. */
  protected UserBean() {
    this(null, null, null, null, null, null);
  }

  @Inject
  public UserBean(
      UserAdministration users,
      PasswordReset passwords,
      PasswordCheck check,
      Edit edit,
      Viewer viewer,
      Notices notices) {
    this.users = users;
    this.passwords = passwords;
    this.check = check;
    this.edit = edit;
    this.viewer = viewer;
    this.notices = notices;
  }

  /** The name in the page's address. */
  public String getName() {
    return viewer.parameter(NAME);
  }

  /** The user as it is stored. */
  public UserDetails getUser() {
    if (user == null) {
      user = users.show(viewer.actor(), getName());
    }
    return user.value();
  }

  /** The revision that the page shows. */
  public Revision getRevision() {
    getUser();
    return user.revision();
  }

  /** The fields of the form. */
  public UserForm getForm() {
    if (form == null) {
      form = UserForm.of(getUser());
    }
    return form;
  }

  /** The clients to which the user is assigned. */
  public Page<AssignedClient> getClients() {
    if (clients == null) {
      clients =
          users.listClients(viewer.actor(), getName(), Query.after(viewer.parameter("cursor")));
    }
    return clients;
  }

  /** Saves the form. If it gives the user a further role, the viewer's password must be right. */
  public void save() {
    UserChange change = typed();
    if (getForm().givesMoreThan(getUser().get(UserSetting.ROLES)) && !check.passed()) {
      return;
    }
    boolean saved =
        edit.attempt(
            Map.of("user", getUser().username()),
            entry -> entry.kind().startsWith("user."),
            () -> users.show(viewer.actor(), getName()).revision(),
            () -> users.change(viewer.actor(), getName(), edit.precondition(), change));
    if (saved) {
      notices.done("user.saved", getName());
      Redirects.to(PAGE, NAME, getName());
    }
  }

  private UserChange typed() {
    UserChange change = getForm().toChange();
    return isClientOwner() && !getForm().mayAdministerClients()
        ? change.withSecretGrace(secretGrace.chosen())
        : change;
  }

  public void enable() {
    change(UserChange.NONE.with(UserSetting.ENABLED, true), "user.enabled");
  }

  /** This also ends every token and session of the user. */
  public void disable() {
    change(
        UserChange.NONE.with(UserSetting.ENABLED, false).withSecretGrace(secretGrace.chosen()),
        "user.disabled");
  }

  /**
   * How long the secrets of the user's clients go on working after the user is disabled, or may no
   * longer administer them.
   */
  public GraceChoice getSecretGrace() {
    return secretGrace;
  }

  /** Whether the user has a role that may administer the clients that the user owns. */
  public boolean isClientOwner() {
    return Operator.mayAdministerClients(getUser().get(UserSetting.ROLES));
  }

  /** This also ends every token and session of the user. */
  public void lock() {
    change(UserChange.NONE.with(UserSetting.LOCKED, true), "user.locked");
  }

  public void unlock() {
    change(UserChange.NONE.with(UserSetting.LOCKED, false), "user.unlocked");
  }

  private void change(UserChange change, String done) {
    if (notices.attempt(() -> users.change(viewer.actor(), getName(), change))) {
      notices.done(done, getName());
      Redirects.to(PAGE, NAME, getName());
    }
  }

  /** Creates a one-time password, which only this page shows. */
  public void resetPassword() {
    resetFailed =
        !check.passed()
            || !notices.attempt(
                () ->
                    made =
                        passwords.reset(
                            viewer.actor(),
                            getName(),
                            Optional.of(Duration.ofHours(lifetimeHours))));
    user = null;
  }

  /** Deletes the user if the name was typed and the password is right. */
  public void delete() {
    deleteFailed = true;
    if (!typedName.strip().equals(getUser().username())) {
      notices.errorAt("typed_name", "user.delete.name");
    } else if (check.passed()
        && notices.attempt(() -> users.delete(viewer.actor(), getName(), Precondition.NONE))) {
      notices.done("user.deleted", getName());
      Redirects.to("users/index.xhtml");
    }
  }

  /** The one-time password that this request has created; null if there is none. */
  public OneTimePassword getMade() {
    return made;
  }

  public int getLifetimeHours() {
    return lifetimeHours;
  }

  public void setLifetimeHours(int lifetimeHours) {
    this.lifetimeHours = lifetimeHours;
  }

  /** Whether the dialog for a one-time password is shown again. */
  public boolean isResetFailed() {
    return resetFailed;
  }

  public String getTypedName() {
    return typedName;
  }

  public void setTypedName(String typedName) {
    this.typedName = Words.orEmpty(typedName);
  }

  /** Whether the dialog for deleting is shown again. */
  public boolean isDeleteFailed() {
    return deleteFailed;
  }
}
