package org.postern.admin.transfer;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postern.admin.common.JsonForms;
import org.postern.audit.Change;
import org.postern.audit.Change.AssignmentChanged;
import org.postern.audit.Change.ClientChanged;
import org.postern.audit.Change.ScopeChanged;
import org.postern.audit.Change.UserChanged;
import org.postern.audit.ChangeJson;
import org.postern.audit.FactKind;

/**
 * The changes that an import made or, as a dry run, would make, grouped by scope, user and client.
 * A dry run makes the same changes and rolls them back, so its plan is always right.
 *
 * @param dryRun whether the changes were rolled back
 * @param created the new objects
 * @param changed the changed objects
 * @param deleted the deleted objects
 * @param kept the objects that the file does not name but that were not deleted, with the reason
 */
public record ImportPlan(
    boolean dryRun, List<Item> created, List<Item> changed, List<Item> deleted, List<Kept> kept) {

  private static final Set<FactKind> CREATED =
      Set.of(FactKind.SCOPE_CREATED, FactKind.USER_CREATED, FactKind.CLIENT_CREATED);
  private static final Set<FactKind> DELETED =
      Set.of(FactKind.SCOPE_DELETED, FactKind.USER_DELETED, FactKind.CLIENT_DELETED);

  /**
   * A scope, user or client, and its changes in order.
   *
   * @param type {@code scope}, {@code user} or {@code client}
   */
  public record Item(String type, String name, List<Step> steps) {
    private JsonObject toJson() {
      JsonArrayBuilder list = JsonForms.JSON.createArrayBuilder();
      steps.forEach(step -> list.add(step.toJson()));
      return JsonForms.JSON
          .createObjectBuilder()
          .add("type", type)
          .add("name", name)
          .add("steps", list)
          .build();
    }
  }

  /** One change of an object. */
  public record Step(Change change) {

    /** The kind of the change, such as {@code client.changed}. */
    public String kind() {
      return change.kind().text();
    }

    /** The user who is assigned to the client or not any more; empty for any other change. */
    public Optional<String> assigned() {
      return change instanceof AssignmentChanged assignment
          ? Optional.of(assignment.user())
          : Optional.empty();
    }

    /**
     * The members that differ, in the objects {@code before} and {@code after}; empty if the kind
     * says everything.
     */
    public Optional<JsonObject> differences() {
      return ChangeJson.of(change);
    }

    private JsonObject toJson() {
      JsonObjectBuilder json = JsonForms.JSON.createObjectBuilder().add("kind", kind());
      assigned().ifPresent(username -> json.add("username", username));
      differences().ifPresent(differences -> differences.forEach(json::add));
      return json.build();
    }
  }

  /** An object that was not deleted although the file does not name it. */
  public record Kept(String type, String name, String reason) {}

  /** Copies the lists. */
  public ImportPlan {
    created = List.copyOf(created);
    changed = List.copyOf(changed);
    deleted = List.copyOf(deleted);
    kept = List.copyOf(kept);
  }

  static ImportPlan of(boolean dryRun, List<Change> changes, List<Kept> kept) {
    Map<ObjectName, List<Change>> byObject = new LinkedHashMap<>();
    for (Change change : changes) {
      ObjectName.of(change)
          .ifPresent(name -> byObject.computeIfAbsent(name, none -> new ArrayList<>()).add(change));
    }
    List<Item> created = new ArrayList<>();
    List<Item> changed = new ArrayList<>();
    List<Item> deleted = new ArrayList<>();
    byObject.forEach(
        (name, ofObject) -> {
          Item item = new Item(name.type(), name.name(), ofObject.stream().map(Step::new).toList());
          boolean isNew = has(ofObject, CREATED);
          boolean isGone = has(ofObject, DELETED);
          (isNew ? created : isGone ? deleted : changed).add(item);
        });
    return new ImportPlan(dryRun, created, changed, deleted, kept);
  }

  private static boolean has(List<Change> changes, Set<FactKind> kinds) {
    return changes.stream().map(Change::kind).anyMatch(kinds::contains);
  }

  /** The scope, user or client that a change has changed. */
  private record ObjectName(String type, String name) {

    private static Optional<ObjectName> of(Change change) {
      if (change instanceof ScopeChanged scope) {
        return Optional.of(new ObjectName("scope", scope.scope()));
      }
      if (change instanceof UserChanged user) {
        return Optional.of(new ObjectName("user", user.user()));
      }
      if (change instanceof ClientChanged client) {
        return Optional.of(new ObjectName("client", client.client().value()));
      }
      return change instanceof AssignmentChanged assignment
          ? Optional.of(new ObjectName("client", assignment.client().value()))
          : Optional.empty();
    }
  }

  /**
   * The form of the admin API: {@code dry_run}, {@code created}, {@code changed}, {@code deleted}
   * and {@code kept}.
   */
  public JsonObject toJson() {
    JsonArrayBuilder spared = JsonForms.JSON.createArrayBuilder();
    for (Kept one : kept) {
      spared.add(
          JsonForms.JSON
              .createObjectBuilder()
              .add("type", one.type())
              .add("name", one.name())
              .add("reason", one.reason()));
    }
    return JsonForms.JSON
        .createObjectBuilder()
        .add("dry_run", dryRun)
        .add("created", items(created))
        .add("changed", items(changed))
        .add("deleted", items(deleted))
        .add("kept", spared)
        .build();
  }

  private static JsonArrayBuilder items(List<Item> items) {
    JsonArrayBuilder list = JsonForms.JSON.createArrayBuilder();
    items.forEach(item -> list.add(item.toJson()));
    return list;
  }
}
