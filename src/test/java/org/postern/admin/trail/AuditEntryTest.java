package org.postern.admin.trail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.entity.AuditEvent;

class AuditEntryTest {

  private static JsonValue detail(String actor, String detail) {
    AuditEvent event =
        new AuditEvent(
            "01ARZ3NDEKTSV4RRFFQ69G5FAV",
            Instant.EPOCH,
            "some.kind",
            null,
            actor,
            "reporting",
            null,
            "192.0.2.1",
            detail,
            1);
    return AuditEntry.of(event).toJson().get("detail");
  }

  /**
   * If a line is not about a change, its detail is the label of a secret, which can be any text.
   */
  @ParameterizedTest
  @ValueSource(strings = {"{\"after\":{\"enabled\":true}}", "1e2147483648", "main", "{"})
  void showsALabelAsItIs(String label) {
    assertEquals(Json.createValue(label), detail(null, label));
  }

  @Test
  void showsAChangeAsAnObject() {
    String change = "{\"after\":{\"enabled\":true}}";

    assertEquals(change, detail("user:admin", change).toString());
  }
}
