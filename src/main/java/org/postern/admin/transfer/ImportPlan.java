package org.postern.admin.transfer;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postern.admin.common.JsonForms;
import org.postern.admin.trail.AuditEntry;
import org.postern.entity.AuditEvent;

/**
 * The changes that an import made or, as a dry run, would make. It contains the lines of the audit
 * trail, grouped by scope, user and client. A dry run makes the same changes and rolls them back,
 * so its plan is always right.
 *
 * @param dryRun whether the changes were rolled back
 * @param created the new objects
 * @param changed the changed objects
 * @param deleted the deleted objects
 * @param kept the objects that the file does not name but that were not deleted, with the reason
 */
public record ImportPlan(
    boolean dryRun, List<Item> created, List<Item> changed, List<Item> deleted, List<Kept> kept) {

  /**
   * A scope, user or client, and its changes in order.
   *
   * @param type {@code scope}, {@code user} or {@code client}
   */
  public record Item(String type, String name, List<AuditEntry> steps) {
    private JsonObject toJson() {
      JsonArrayBuilder list = JsonForms.JSON.createArrayBuilder();
      for (AuditEntry step : steps) {
        JsonObjectBuilder json = JsonForms.JSON.createObjectBuilder().add("kind", step.kind());
        if (type.equals("client")) {
          step.username().ifPresent(username -> json.add("username", username));
        }
        detail(step).ifPresent(detail -> detail.forEach(json::add));
        list.add(json);
      }
      return JsonForms.JSON
          .createObjectBuilder()
          .add("type", type)
          .add("name", name)
          .add("steps", list)
          .build();
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

  static ImportPlan of(boolean dryRun, List<AuditEvent> lines, List<Kept> kept) {
    Map<List<String>, List<AuditEntry>> steps = new LinkedHashMap<>();
    for (AuditEvent line : lines) {
      AuditEntry step = AuditEntry.of(line);
      String type = step.kind().substring(0, step.kind().indexOf('.'));
      name(step, type)
          .ifPresent(
              name ->
                  steps.computeIfAbsent(List.of(type, name), none -> new ArrayList<>()).add(step));
    }
    List<Item> created = new ArrayList<>();
    List<Item> changed = new ArrayList<>();
    List<Item> deleted = new ArrayList<>();
    steps.forEach(
        (key, list) -> {
          Item item = new Item(key.get(0), key.get(1), List.copyOf(list));
          boolean isNew = has(list, key.get(0) + ".created");
          boolean isGone = has(list, key.get(0) + ".deleted");
          (isNew ? created : isGone ? deleted : changed).add(item);
        });
    return new ImportPlan(dryRun, created, changed, deleted, kept);
  }

  private static boolean has(List<AuditEntry> steps, String kind) {
    return steps.stream().anyMatch(step -> step.kind().equals(kind));
  }

  // Empty for the line of the import as a whole.
  private static Optional<String> name(AuditEntry step, String type) {
    return switch (type) {
      case "client" -> step.clientId();
      case "user" -> step.username();
      case "scope" -> detail(step).flatMap(ImportPlan::scopeName);
      default -> Optional.empty();
    };
  }

  private static Optional<String> scopeName(JsonObject detail) {
    for (JsonValue part : detail.values()) {
      if (part instanceof JsonObject members && members.get("name") instanceof JsonString name) {
        return Optional.of(name.getString());
      }
    }
    return Optional.empty();
  }

  private static Optional<JsonObject> detail(AuditEntry step) {
    return Optional.ofNullable(step.toJson().get("detail"))
        .filter(JsonObject.class::isInstance)
        .map(JsonValue::asJsonObject);
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
