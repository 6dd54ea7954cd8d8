package org.postern.admin.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class AuditDetailTest {

  private static final JsonObject BEFORE =
      Json.createObjectBuilder().add("a", 1).add("b", "x").add("c", true).build();

  @Test
  void showsOnlyWhatDiffers() {
    JsonObject after = Json.createObjectBuilder(BEFORE).add("b", "y").build();

    assertEquals(
        "{\"before\":{\"b\":\"x\"},\"after\":{\"b\":\"y\"}}", AuditDetail.changed(BEFORE, after));
  }

  @Test
  void showsAllOfWhatIsNewOrGone() {
    assertEquals("{\"after\":{\"a\":1,\"b\":\"x\",\"c\":true}}", AuditDetail.created(BEFORE));
    assertEquals("{\"before\":{\"a\":1,\"b\":\"x\",\"c\":true}}", AuditDetail.deleted(BEFORE));
  }

  @Test
  void shortensWhatDoesNotFitTheColumn() {
    JsonObject after =
        Json.createObjectBuilder()
            .add("list", Json.createArrayBuilder(Collections.nCopies(2_000, "group")))
            .add("text", "\u0001".repeat(8_000))
            .add("short", "kept")
            .build();
    String detail = AuditDetail.created(after);

    assertTrue(detail.length() <= 20_000);
    assertTrue(detail.contains("characters)"));
    assertTrue(detail.contains("\"short\":\"kept\""));
  }
}
