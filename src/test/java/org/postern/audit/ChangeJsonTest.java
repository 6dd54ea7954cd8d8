package org.postern.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postern.audit.Change.AssignmentChanged;
import org.postern.audit.Change.ClientChanged;
import org.postern.audit.Change.ImportApplied;
import org.postern.audit.Change.ScopeChanged;
import org.postern.audit.Change.UserChanged;
import org.postern.oauth.ClientId;

class ChangeJsonTest {

  private static final JsonObject BEFORE =
      Json.createObjectBuilder().add("name", "a").add("b", "x").add("c", true).build();
  private static final JsonObject AFTER = Json.createObjectBuilder(BEFORE).add("b", "y").build();

  private static String text(Change change) {
    return ChangeJson.of(change).orElseThrow().toString();
  }

  private static Change client(BeforeAndAfter values) {
    return new ClientChanged(FactKind.CLIENT_CHANGED, new ClientId("app"), values);
  }

  @Test
  void showsOnlyMembersThatDiffer() {
    BeforeAndAfter values = BeforeAndAfter.changed(() -> BEFORE, () -> AFTER);

    String differences = "{\"before\":{\"b\":\"x\"},\"after\":{\"b\":\"y\"}}";
    assertEquals(differences, text(client(values)));
    assertEquals(differences, text(new UserChanged(FactKind.USER_CHANGED, "alice", values)));
  }

  /** The line of a scope has no column for its name. */
  @Test
  void namesTheScopeInThePartBeforeTheChange() {
    BeforeAndAfter values = BeforeAndAfter.changed(() -> BEFORE, () -> AFTER);

    assertEquals(
        "{\"before\":{\"name\":\"a\",\"b\":\"x\"},\"after\":{\"b\":\"y\"}}",
        text(new ScopeChanged(FactKind.SCOPE_CHANGED, "a", values)));
  }

  @Test
  void showsAllMembersOfANewOrDeletedObject() {
    assertEquals(
        "{\"after\":{\"name\":\"a\",\"b\":\"x\",\"c\":true}}",
        text(client(BeforeAndAfter.created(() -> BEFORE))));
    assertEquals(
        "{\"before\":{\"name\":\"a\",\"b\":\"x\",\"c\":true}}",
        text(client(BeforeAndAfter.deleted(() -> BEFORE))));
  }

  /** A secret that is marked again with the same time has no difference, but the line stays one. */
  @Test
  void writesAnEmptyObjectIfNothingDiffers() {
    assertEquals("{}", text(client(BeforeAndAfter.changed(() -> BEFORE, () -> BEFORE))));
  }

  @Test
  void writesNothingIfTheKindSaysEverything() {
    assertEquals(Optional.empty(), ChangeJson.of(client(BeforeAndAfter.NONE)));
    assertEquals(
        Optional.empty(),
        ChangeJson.of(
            new AssignmentChanged(FactKind.CLIENT_USER_ASSIGNED, new ClientId("app"), "alice")));
  }

  @Test
  void countsTheObjectsOfAnImport() {
    assertEquals("{\"scopes\":1,\"users\":2,\"clients\":3}", text(new ImportApplied(1, 2, 3)));
  }

  @Test
  void shortensLongValuesIfTheTextDoesNotFitTheColumn() {
    JsonObject after =
        Json.createObjectBuilder()
            .add("list", Json.createArrayBuilder(Collections.nCopies(2_000, "group")))
            .add("text", "\u0001".repeat(8_000))
            .add("short", "kept")
            .build();

    String detail = text(client(BeforeAndAfter.created(() -> after)));

    assertTrue(detail.length() <= 20_000);
    assertTrue(detail.contains("characters)"));
    assertTrue(detail.contains("\"short\":\"kept\""));
  }

  /** The longest text that is not shortened has 20,000 characters. */
  @Test
  void shortensNothingThatFitsTheColumn() {
    int frame = "{\"after\":{\"text\":\"\"}}".length();
    String longest = "x".repeat(20_000 - frame);
    JsonObject fits = Json.createObjectBuilder().add("text", longest).build();
    JsonObject tooLong = Json.createObjectBuilder().add("text", longest + "x").build();

    String whole = text(client(BeforeAndAfter.created(() -> fits)));
    String cut = text(client(BeforeAndAfter.created(() -> tooLong)));

    assertEquals("{\"after\":{\"text\":\"" + longest + "\"}}", whole);
    assertEquals(
        "{\"after\":{\"text\":\""
            + "x".repeat(50)
            + "... ("
            + (longest.length() + 1)
            + " characters)\"}}",
        cut);
  }
}
