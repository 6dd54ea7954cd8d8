package org.postern.console.common;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.component.UIComponent;
import jakarta.faces.component.UIForm;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Locale;
import org.postern.admin.session.SignIn;
import org.postern.admin.session.SignInException;

/**
 * Asks for the password again before sensitive actions, so that an unlocked screen is not enough
 * for them. The form has a field {@code confirm_password} with {@code #{passwordCheck.password}}.
 * The field is always there, or it is a {@code <c:confirm-asked>}, which appears when a use case
 * asks for the password.
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
    // The form sends this value back. Without it, Faces would not read the field.
    this.asked = viewer != null && !viewer.parameter("confirm_asked").isEmpty();
  }

  /** Checks the password. If it is wrong, the page says so at the field. */
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
      // The password is checked and counted once. The page is shown again without it.
      password = "";
      notices.errorAt(
          FIELD, "confirm." + refusal.kind().name().toLowerCase(Locale.ROOT), refusal.reference());
      return false;
    }
  }

  /**
   * Checks the password if one was given. Use this if the use case itself decides whether it needs
   * a password.
   */
  boolean passedIfGiven() {
    return password.isEmpty() || passed();
  }

  /** Shows the field, because a use case asks for the password. */
  void ask() {
    asked = true;
  }

  /** Whether the field is shown. If a page has several forms, only the submitted form shows it. */
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
    this.password = Words.orEmpty(password);
  }
}
