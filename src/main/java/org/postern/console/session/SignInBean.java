package org.postern.console.session;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import org.postern.admin.common.Actor;
import org.postern.admin.session.SessionAdministration;
import org.postern.admin.session.SignInException;
import org.postern.console.common.Notices;
import org.postern.console.common.Viewer;
import org.postern.console.common.Words;
import org.postern.console.frame.ConsolePaths;
import org.postern.console.frame.ConsoleSessions;

/** The sign-in page, and the sign-out. */
@Named
@RequestScoped
public class SignInBean {

  private final ConsoleSessions consoleSessions;
  private final SessionAdministration sessions;
  private final Viewer viewer;
  private final Notices notices;

  private String username = "";
  private String password = "";
  private String from;

  /** For the proxy only. */
  protected SignInBean() {
    this(null, null, null, null);
  }

  @Inject
  public SignInBean(
      ConsoleSessions consoleSessions,
      SessionAdministration sessions,
      Viewer viewer,
      Notices notices) {
    this.consoleSessions = consoleSessions;
    this.sessions = sessions;
    this.viewer = viewer;
    this.notices = notices;
    this.from = viewer == null ? "" : viewer.parameter("from");
  }

  /** Signs in and goes to the requested page. If that fails, the page says why. */
  public void signIn() throws IOException {
    FacesContext faces = FacesContext.getCurrentInstance();
    HttpServletRequest request = (HttpServletRequest) faces.getExternalContext().getRequest();
    try {
      consoleSessions.signIn(request, username, password, viewer.source());
      go(faces, ConsolePaths.page(from).orElse(ConsolePaths.OVERVIEW));
    } catch (SignInException refusal) {
      notices.error(
          "sign-in." + refusal.kind().name().toLowerCase(Locale.ROOT), refusal.reference());
    }
  }

  /** Ends the session. */
  public void signOut() throws IOException, ServletException {
    FacesContext faces = FacesContext.getCurrentInstance();
    Actor actor = viewer.actor();
    faces.getExternalContext().invalidateSession();
    sessions.signedOut(actor);
    go(faces, ConsolePaths.SIGN_IN + "?left=1");
  }

  private static void go(FacesContext faces, String page) throws IOException {
    faces.getExternalContext().redirect(faces.getExternalContext().getRequestContextPath() + page);
  }

  public String getUsername() {
    return username;
  }

  public void setUsername(String username) {
    this.username = Words.orEmpty(username);
  }

  public String getPassword() {
    return password;
  }

  public void setPassword(String password) {
    this.password = Words.orEmpty(password);
  }

  /** The page to show after the sign-in. */
  public String getFrom() {
    return from;
  }

  public void setFrom(String from) {
    this.from = Words.orEmpty(from);
  }
}
