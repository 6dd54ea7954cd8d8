package org.postern.console.trail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postern.admin.trail.AuditAdministration;
import org.postern.admin.trail.AuditEntry;
import org.postern.admin.trail.Explanation;
import org.postern.console.common.Difference;

/** Describes lines of the audit trail in the language of the page. */
@Named
@ApplicationScoped
public class AuditTexts {

  /** The prefix of the keys of kinds. */
  static final String KIND = "audit.kind.";

  /** The prefix of the keys of reasons. */
  static final String REASON = "audit.reason.";

  private static final String EXPLANATIONS = "org.postern.console.explanations";
  private static final String USER = "user:";
  private static final String CLIENT = "client:";

  /** The name of the line's kind; the kind itself if it has no name. */
  public String kind(AuditEntry entry) {
    return kind(entry.kind());
  }

  /** The name of a kind; the kind itself if it has no name. */
  public String kind(String kind) {
    return find(KIND + kind).orElse(kind);
  }

  /** The name of the reason; empty if the line is not a refusal. */
  public String reason(AuditEntry entry) {
    return entry.reason().map(this::reason).orElse("");
  }

  /** The name of a reason; the reason itself if it has no name. */
  public String reason(String reason) {
    return find(REASON + reason).orElse(reason);
  }

  /** Explains a refusal; null if the line is not a refusal. */
  public Explanation explanation(AuditEntry entry) {
    Locale locale = FacesContext.getCurrentInstance().getViewRoot().getLocale();
    return AuditAdministration.explain(entry)
        .map(found -> translate(entry.reason().orElseThrow(), found, locale))
        .orElse(null);
  }

  // The explanations of the use case are in English.
  static Explanation translate(String reason, Explanation explanation, Locale locale) {
    if (!locale.getLanguage().equals(Locale.GERMAN.getLanguage())) {
      return explanation;
    }
    ResourceBundle bundle = ResourceBundle.getBundle(EXPLANATIONS, Locale.GERMAN);
    return new Explanation(
        bundle.getString(reason + ".text"),
        bundle.getString(reason + ".remedy"),
        explanation.settings());
  }

  /** The user who acted; null if it was not a user. */
  public String actingUser(AuditEntry entry) {
    return acting(entry, USER);
  }

  /** The client that acted; null if it was not a client. */
  public String actingClient(AuditEntry entry) {
    return acting(entry, CLIENT);
  }

  private static String acting(AuditEntry entry, String prefix) {
    return entry
        .actor()
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()))
        .orElse(null);
  }

  /**
   * The detail if it is not a change, or the name of the changed scope or secret; null if there is
   * neither.
   */
  public String note(AuditEntry entry) {
    JsonValue detail = entry.toJson().get("detail");
    if (detail instanceof JsonString text) {
      return text.getString();
    }
    return detail instanceof JsonObject object ? name(object) : null;
  }

  /** The name of the scope or secret that a step of a plan changes; null if there is none. */
  public String note(Optional<JsonObject> differences) {
    return differences.map(AuditTexts::name).orElse(null);
  }

  private static String name(JsonObject detail) {
    if (!detail.containsKey("before") && !detail.containsKey("after")) {
      return detail.entrySet().stream()
          .map(member -> member.getKey() + ": " + member.getValue())
          .collect(Collectors.joining(", "));
    }
    return Stream.of("before", "after")
        .map(side -> Difference.side(detail, side))
        .flatMap(side -> Difference.NAMES.stream().map(side::get))
        .filter(JsonString.class::isInstance)
        .map(name -> ((JsonString) name).getString())
        .findFirst()
        .orElse(null);
  }

  /** The members that a change has changed. */
  public List<Difference> changes(AuditEntry entry) {
    return Difference.of(entry);
  }

  /** The members that a step of a plan changes. */
  public List<Difference> changes(Optional<JsonObject> differences) {
    return differences.map(Difference::of).orElse(List.of());
  }

  private static Optional<String> find(String key) {
    FacesContext faces = FacesContext.getCurrentInstance();
    ResourceBundle bundle = faces.getApplication().getResourceBundle(faces, "auditText");
    return bundle.containsKey(key) ? Optional.of(bundle.getString(key)) : Optional.empty();
  }
}
