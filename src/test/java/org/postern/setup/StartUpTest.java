package org.postern.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postern.config.PosternConfig;
import org.postern.setting.ConfigurationException;
import org.postern.store.DatabaseFiles;
import org.postern.store.SetupStore;

class StartUpTest {

  private final List<String> steps = new ArrayList<>();
  private String failing = "";
  private RuntimeException failure;

  private void step(String name) {
    steps.add(name);
    if (name.equals(failing)) {
      throw failure;
    }
  }

  private final StartUp startUp =
      new StartUp(
          () -> {
            step("configuration");
            return new PosternConfig(name -> Optional.empty());
          },
          new Migrations() {
            @Override
            public void migrate() {
              step("migrations");
            }
          },
          new DatabaseSettings() {
            @Override
            public void require() {
              step("durable commits");
            }
          },
          new DatabaseFiles(null) {
            @Override
            public void protect() {
              step("private files");
            }
          },
          new SearchTexts() {
            @Override
            public void complete() {
              step("search texts");
            }
          },
          new RetiredIdentifiers() {
            @Override
            public void complete() {
              step("retired identifiers");
            }
          },
          new SetupStore() {
            @Override
            public void readEveryEntity() {
              step("entities");
            }
          },
          new KeyInstallation() {
            @Override
            public void install() {
              step("key");
            }
          },
          new InitialData() {
            @Override
            public void apply() {
              step("data");
            }

            @Override
            public boolean isDemo() {
              return false;
            }
          },
          new FirstStart() {
            @Override
            public void apply() {
              step("administrator");
            }
          });

  private String failsWith(String name, RuntimeException thrown) {
    failing = name;
    failure = thrown;
    return assertThrows(StartUpException.class, () -> startUp.start(null)).getMessage();
  }

  @Test
  void takesOneStepAfterTheOther() {
    startUp.start(null);

    assertEquals(
        List.of(
            "configuration",
            "durable commits",
            "private files",
            "migrations",
            "search texts",
            "retired identifiers",
            "entities",
            "key",
            "data",
            "administrator"),
        steps);
  }

  @Test
  void stopsAtTheFirstFailure() {
    assertEquals("broken", failsWith("migrations", new StartUpException("broken")));
    assertEquals(List.of("configuration", "durable commits", "private files", "migrations"), steps);
  }

  @Test
  void tellsTheSettingThatIsWrong() {
    RuntimeException wrapped =
        new IllegalStateException(new ConfigurationException("postern.x", "y", "z"));

    assertEquals("postern.x is 'y', but must be z", failsWith("configuration", wrapped));
  }

  @Test
  void tellsThatTheTablesDoNotFit() {
    assertEquals(
        "The tables do not fit this version: no such column",
        failsWith("entities", new IllegalStateException("no such column")));
  }

  @Test
  void tellsWhateverElseFails() {
    assertEquals(
        "A step of start-up failed: java.lang.IllegalStateException: no connection",
        failsWith("key", new IllegalStateException("no connection")));
  }
}
