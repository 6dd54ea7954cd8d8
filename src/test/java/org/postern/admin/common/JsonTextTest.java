package org.postern.admin.common;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.junit.jupiter.api.Test;

class JsonTextTest {

  @Test
  void writesOneMemberAndOneElementALine() {
    JsonObject value =
        Json.createObjectBuilder()
            .add("version", 1)
            .add("empty", JsonValue.EMPTY_JSON_ARRAY)
            .add("nothing", JsonValue.EMPTY_JSON_OBJECT)
            .add("list", Json.createArrayBuilder().add("a \"b\" \u00e4 ${env.X}").add(true))
            .add(
                "objects", Json.createArrayBuilder().add(Json.createObjectBuilder().add("n", "\n")))
            .build();

    assertEquals(
        """
        {
          "version": 1,
          "empty": [],
          "nothing": {},
          "list": [
            "a \\"b\\" \u00e4 $${env.X}",
            true
          ],
          "objects": [
            {
              "n": "\\n"
            }
          ]
        }
        """,
        JsonText.of(value));
  }
}
