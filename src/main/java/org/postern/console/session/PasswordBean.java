package org.postern.console.session;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import org.postern.admin.user.OwnPassword;
import org.postern.console.common.Notices;
import org.postern.console.common.Viewer;
import org.postern.console.common.Words;
import org.postern.console.frame.ConsolePaths;

/**
 * The page on which users change their own password. The change ends all their sessions and tokens.
 */
@Named
@RequestScoped
public class PasswordBean {

  private final OwnPassword ownPassword;
  private final Viewer viewer;
  private final Notices notices;

  private String oldPassword = "";
  private String newPassword = "";
  private String repeated = "";

  /** For the proxy only. */
  protected PasswordBean() {
    this(null, null, null);
  }

  @Inject
  public PasswordBean(OwnPassword ownPassword, Viewer viewer, Notices notices) {
    this.ownPassword = ownPassword;
    this.viewer = viewer;
    this.notices = notices;
  }

  /** Changes the password and goes to the sign-in page. */
  public void change() throws IOException {
    if (!newPassword.equals(repeated)) {
      notices.errorAt("repeated", "password.differ");
      return;
    }
    boolean changed =
        notices.attempt(() -> ownPassword.change(viewer.actor(), oldPassword, newPassword));
    if (changed) {
      FacesContext faces = FacesContext.getCurrentInstance();
      faces.getExternalContext().invalidateSession();
      faces
          .getExternalContext()
          .redirect(
              faces.getExternalContext().getRequestContextPath()
                  + ConsolePaths.SIGN_IN
                  + "?changed=1");
    }
  }

  public String getOldPassword() {
    return oldPassword;
  }

  public void setOldPassword(String oldPassword) {
    this.oldPassword = Words.orEmpty(oldPassword);
  }

  public String getNewPassword() {
    return newPassword;
  }

  public void setNewPassword(String newPassword) {
    this.newPassword = Words.orEmpty(newPassword);
  }

  public String getRepeated() {
    return repeated;
  }

  public void setRepeated(String repeated) {
    this.repeated = Words.orEmpty(repeated);
  }
}
