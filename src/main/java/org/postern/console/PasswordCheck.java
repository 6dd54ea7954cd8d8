package org.postern.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.component.UIComponent;
import jakarta.faces.component.UIForm;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Locale;
import org.postern.admin.SignIn;
import org.postern.admin.SignInException;

/**
 * Asks for the password again before something that a forgotten screen must not be enough for. The
 * form has a field {@code confirm_password} with {@code #{passwordCheck.password}}: always, or as
 * {@code <c:confirm-asked>} once a use case asks for it.
 */
@Named
@RequestScoped
public class PasswordCheck {

  /** The id of the field. */
  static final String FIELD = "confirm_password";

  private final SignIn signIn;
  private final Viewer viewer;
  private final Notices notices;

  private String password = "";
  private boolean asked;
  private boolean right;

  /** For the proxy only. */
  protected PasswordCheck() {
    this(null, null, null);
  }

  @Inject
  public PasswordCheck(SignIn signIn, Viewer viewer, Notices notices) {
    this.signIn = signIn;
    this.viewer = viewer;
    this.notices = notices;
    // The form brings it back, or the field would not be read.
    this.asked = viewer != null && !viewer.parameter("confirm_asked").isEmpty();
  }

  /** Whether the password is right; if not, the page says so at the field. */
  public boolean passed() {
    if (right) {
      return true;
    }
    try {
      signIn.confirm(viewer.getOperator(), password, viewer.source());
      viewer.confirm();
      right = true;
      return true;
    } catch (SignInException refusal) {
      // Checked and counted once; the page is shown again as without a password.
      password = "";
      notices.errorAt(
          FIELD, "confirm." + refusal.kind().name().toLowerCase(Locale.ROOT), refusal.reference());
      return false;
    }
  }

  /** The same where the use case decides whether it needs one: none is no wrong one. */
  boolean passedIfGiven() {
    return password.isEmpty() || passed();
  }

  /** Shows the field, because a use case asks for the password. */
  void ask() {
    asked = true;
  }

  /** Whether the field is shown: of the forms of a page, in the one that was sent. */
  public boolean isAsked() {
    UIComponent place = UIComponent.getCurrentComponent(FacesContext.getCurrentInstance());
    while (place != null && !(place instanceof UIForm)) {
      place = place.getParent();
    }
    return asked && (place == null || ((UIForm) place).isSubmitted());
  }

  public String getPassword() {
    return password;
  }

  public void setPassword(String password) {
    this.password = password;
  }
}
