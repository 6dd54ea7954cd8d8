package org.postern.admin;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;

/** What was collected, as texts. */
final class ProblemLists {

  private ProblemLists() {}

  static List<String> of(Problems problems) {
    return problems.toException().problems().stream().map(Problem::toString).toList();
  }

  /** What a change is refused for: the kind before each problem. */
  static List<String> of(Runnable change) {
    AdministrationException refusal = assertThrows(AdministrationException.class, change::run);
    return refusal.problems().stream().map(problem -> refusal.kind() + " " + problem).toList();
  }
}
