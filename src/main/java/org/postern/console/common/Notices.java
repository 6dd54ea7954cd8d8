package org.postern.console.common;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.EditableValueHolder;
import jakarta.faces.component.UIComponent;
import jakarta.faces.component.UIForm;
import jakarta.faces.component.visit.VisitContext;
import jakarta.faces.component.visit.VisitHint;
import jakarta.faces.component.visit.VisitResult;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import java.text.MessageFormat;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.postern.admin.common.AdministrationException;
import org.postern.admin.common.Problem;
import org.postern.admin.session.SessionAdministration;
import org.postern.oauth.OAuthError.TemporarilyUnavailable;
import org.postern.oauth.OAuthException;

/** The messages of a page: what was done, or why it was refused. */
@ApplicationScoped
public class Notices {

  // The bundles of faces-config.xml. No key is in two bundles.
  private static final List<String> BUNDLES =
      List.of("text", "overviewText", "clientText", "useText", "peopleText", "auditText");

  private final SessionAdministration sessions;
  private final PasswordCheck passwordCheck;
  private final Viewer viewer;

  /** For the proxy only. */
  protected Notices() {
    this(null, null, null);
  }

  @Inject
  public Notices(SessionAdministration sessions, PasswordCheck passwordCheck, Viewer viewer) {
    this.sessions = sessions;
    this.passwordCheck = passwordCheck;
    this.viewer = viewer;
  }

  /**
   * Runs a use case. A refusal is recorded in the audit trail and shown on the page, beside the
   * field that it is about if the page has such a field.
   *
   * @return whether the use case succeeded
   */
  public boolean attempt(Runnable useCase) {
    if (!passwordCheck.passedIfGiven()) {
      return false;
    }
    try {
      useCase.run();
      return true;
    } catch (AdministrationException refusal) {
      show(refusal);
      return false;
    } catch (OAuthException refusal) {
      show(refusal);
      return false;
    }
  }

  /**
   * Shows that the server is too busy.
   *
   * @throws OAuthException the refusal itself if it has another reason
   */
  void show(OAuthException refusal) {
    if (!(refusal.error() instanceof TemporarilyUnavailable)) {
      throw refusal;
    }
    error("notice.busy");
  }

  /**
   * Shows the reason of a refusal.
   *
   * @throws AdministrationException the refusal itself if the session has ended, because then there
   *     is no page to show it on
   */
  public void show(AdministrationException refusal) {
    if (refusal.kind() == AdministrationException.Kind.ENDED) {
      throw refusal;
    }
    String reference = sessions.refused(viewer.actor(), refusal);
    if (refusal.kind() == AdministrationException.Kind.LOGIN_TOO_OLD) {
      passwordCheck.ask();
      error("confirm.needed");
      return;
    }
    FacesContext faces = FacesContext.getCurrentInstance();
    for (Problem problem : refusal.problems()) {
      Optional<String> field = markField(faces, problem);
      String text = field.isPresent() ? problem.message() : problem.toString();
      faces.addMessage(
          field.orElse(null), new FacesMessage(FacesMessage.SEVERITY_ERROR, text, null));
    }
    error("notice.refused", reference);
  }

  /** Shows that something was done. The message is also shown on the next page after a redirect. */
  public void done(String key, Object... parameters) {
    add(FacesMessage.SEVERITY_INFO, key, parameters);
    FacesContext.getCurrentInstance().getExternalContext().getFlash().setKeepMessages(true);
  }

  /** Shows that something was not done. */
  public void error(String key, Object... parameters) {
    add(FacesMessage.SEVERITY_ERROR, key, parameters);
  }

  /** Shows at a field why something was not done. */
  public void errorAt(String id, String key, Object... parameters) {
    FacesContext faces = FacesContext.getCurrentInstance();
    String field = markField(faces, id).orElse(null);
    faces.addMessage(
        field, new FacesMessage(FacesMessage.SEVERITY_ERROR, text(key, parameters), null));
  }

  private static void add(FacesMessage.Severity severity, String key, Object... parameters) {
    FacesContext.getCurrentInstance()
        .addMessage(null, new FacesMessage(severity, text(key, parameters), null));
  }

  /**
   * Finds a text of any bundle in the language of the page. A text with parameters is a pattern of
   * {@link MessageFormat}, in which an apostrophe is written twice.
   */
  public static String text(String key, Object... parameters) {
    FacesContext faces = FacesContext.getCurrentInstance();
    String text =
        BUNDLES.stream()
            .map(name -> faces.getApplication().getResourceBundle(faces, name))
            .filter(bundle -> bundle.containsKey(key))
            .map(bundle -> bundle.getString(key))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("No text " + key));
    return parameters.length == 0
        ? text
        : new MessageFormat(text, faces.getViewRoot().getLocale()).format(parameters);
  }

  // The id of a field is the name of its member: a problem at /scopes/3 belongs to the field
  // `scopes`.
  private static Optional<String> markField(FacesContext faces, Problem problem) {
    String[] steps = problem.pointer().split("/", -1);
    return steps.length < 2 ? Optional.empty() : markField(faces, steps[1]);
  }

  private static Optional<String> markField(FacesContext faces, String id) {
    String[] found = new String[1];
    faces
        .getViewRoot()
        .visitTree(
            VisitContext.createVisitContext(faces, null, EnumSet.of(VisitHint.SKIP_UNRENDERED)),
            (context, component) -> {
              // Skip other forms of the page, which may have a field of the same name.
              if (component instanceof UIForm form && !form.isSubmitted()) {
                return VisitResult.REJECT;
              }
              if (!id.equals(component.getId())) {
                return VisitResult.ACCEPT;
              }
              found[0] = component.getClientId(faces);
              markInvalid(component, found[0]);
              return VisitResult.COMPLETE;
            });
    return Optional.ofNullable(found[0]);
  }

  // A screen reader then says that the field is wrong, and why: WCAG 2.2 §3.3.1.
  private static void markInvalid(UIComponent component, String clientId) {
    if (component instanceof EditableValueHolder field) {
      field.setValid(false);
      component.getPassThroughAttributes().put("aria-invalid", "true");
      component.getPassThroughAttributes().put("aria-describedby", clientId + "_wrong");
    }
  }
}
