package org.postern.setup;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseSettingsTest {

  @TempDir private Path directory;

  private DatabaseSettings on(String options) {
    return new DatabaseSettings(
        SetupDatabases.of("jdbc:h2:file:" + directory.resolve("database") + options));
  }

  @Test
  void refusesH2ThatWritesLater() {
    StartUpException refusal = assertThrows(StartUpException.class, () -> on("").require());

    assertEquals(
        "The database would lose tokens in a crash: its WRITE_DELAY is '500', but must be 0 in the"
            + " URL of the datasource",
        refusal.getMessage());
  }

  @Test
  void takesH2ThatWritesAtOnce() {
    assertDoesNotThrow(() -> on(";WRITE_DELAY=0").require());
  }
}
