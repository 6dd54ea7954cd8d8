package org.postern.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postern.admin.AuditAdministration;
import org.postern.admin.AuditEntry;
import org.postern.admin.Explanation;

/** Tells lines of the audit trail in words of the page's language. */
@Named
@ApplicationScoped
public class AuditTexts {

  /** The prefix of the texts of what happened. */
  static final String KIND = "audit.kind.";

  /** The prefix of the names of reasons. */
  static final String REASON = "audit.reason.";

  // Members that tell scopes and secrets apart.
  private static final List<String> NAMES = List.of("name", "label");
  private static final String USER = "user:";
  private static final String CLIENT = "client:";

  /**
   * A member of what was changed.
   *
   * @param name as the admin API has it
   * @param before in words; null if there was none
   * @param after in words; null if there is none any more
   */
  public record Change(String name, String before, String after) {}

  /** What happened; the kind itself if there are no words for it. */
  public String kind(AuditEntry entry) {
    return kind(entry.kind());
  }

  /** The same of a kind alone. */
  public String kind(String kind) {
    return find(KIND + kind).orElse(kind);
  }

  /** Why it was refused; empty for what was not. */
  public String reason(AuditEntry entry) {
    return entry.reason().map(this::reason).orElse("");
  }

  /** The same of a reason alone. */
  public String reason(String reason) {
    return find(REASON + reason).orElse(reason);
  }

  /** What a refusal means; null for what is no refusal. */
  public Explanation explanation(AuditEntry entry) {
    return AuditAdministration.explain(entry).orElse(null);
  }

  /** The user who acted; null if it was none. */
  public String actingUser(AuditEntry entry) {
    return acting(entry, USER);
  }

  /** The client that acted; null if it was none. */
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

  /** A detail that is a text, or the name of the scope or secret that was changed; else null. */
  public String note(AuditEntry entry) {
    JsonValue detail = entry.toJson().get("detail");
    if (detail instanceof JsonString text) {
      return text.getString();
    }
    return Stream.of("before", "after")
        .map(side -> detail instanceof JsonObject object ? object.get(side) : null)
        .filter(JsonObject.class::isInstance)
        .flatMap(side -> NAMES.stream().map(((JsonObject) side)::get))
        .filter(JsonString.class::isInstance)
        .map(name -> ((JsonString) name).getString())
        .findFirst()
        .orElse(null);
  }

  /** The members that a change made different; of other details their members as they are. */
  public List<Change> changes(AuditEntry entry) {
    if (!(entry.toJson().get("detail") instanceof JsonObject detail)) {
      return List.of();
    }
    if (!detail.containsKey("before") && !detail.containsKey("after")) {
      return changes(JsonValue.EMPTY_JSON_OBJECT, detail);
    }
    return changes(object(detail, "before"), object(detail, "after"));
  }

  private static JsonObject object(JsonObject detail, String name) {
    return detail.get(name) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
  }

  private static List<Change> changes(JsonObject before, JsonObject after) {
    Set<String> names = new LinkedHashSet<>(before.keySet());
    names.addAll(after.keySet());
    List<Change> changes = new ArrayList<>();
    if (!before.isEmpty() && !after.isEmpty()) {
      // These stand before the change to tell what was changed, and are in note().
      NAMES.stream().filter(name -> !after.containsKey(name)).forEach(names::remove);
    }
    for (String name : names) {
      if (!Objects.equals(before.get(name), after.get(name))) {
        changes.add(new Change(name, words(before.get(name)), words(after.get(name))));
      }
    }
    return changes;
  }

  private static String words(JsonValue value) {
    if (value == null) {
      return null;
    }
    return switch (value.getValueType()) {
      case STRING -> nonEmpty(((JsonString) value).getString());
      case ARRAY ->
          nonEmpty(
              ((JsonArray) value)
                  .stream().map(AuditTexts::words).collect(Collectors.joining(", ")));
      case TRUE -> Notices.text("yes");
      case FALSE -> Notices.text("no");
      case NULL -> Notices.text("audit.none");
      case NUMBER, OBJECT -> value.toString();
    };
  }

  private static String nonEmpty(String text) {
    return text.isEmpty() ? Notices.text("audit.none") : text;
  }

  private static Optional<String> find(String key) {
    FacesContext faces = FacesContext.getCurrentInstance();
    ResourceBundle bundle = faces.getApplication().getResourceBundle(faces, "auditText");
    return bundle.containsKey(key) ? Optional.of(bundle.getString(key)) : Optional.empty();
  }
}
