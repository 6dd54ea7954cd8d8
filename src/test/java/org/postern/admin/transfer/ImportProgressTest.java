package org.postern.admin.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.postern.admin.common.Actor;
import org.postern.fixtures.TestClock;

class ImportProgressTest {

  private final ImportProgress progress = new ImportProgress(new TestClock());

  @Test
  void showsAnImportUntilItsEnd() {
    List<RunningImport> seen =
        progress.during(
            Actor.SETUP,
            true,
            120,
            () -> {
              progress.tell(0, 50, 120);
              return progress.running();
            });

    assertEquals(
        List.of(new RunningImport(Actor.SETUP.auditName(), TestClock.START, true, 50, 120)), seen);
    assertEquals(List.of(), progress.running());
  }

  @Test
  void showsNoImportThatFailed() {
    assertThrows(
        IllegalStateException.class,
        () ->
            progress.during(
                Actor.SETUP,
                false,
                1,
                () -> {
                  throw new IllegalStateException();
                }));

    assertEquals(List.of(), progress.running());
  }
}
