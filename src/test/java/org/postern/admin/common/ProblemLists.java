package org.postern.admin.common;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;

/** Turns problems into texts that tests can compare. */
public final class ProblemLists {

  private ProblemLists() {}

  public static List<String> of(Problems problems) {
    return problems.toException().problems().stream().map(Problem::toString).toList();
  }

  /** Returns the problems for which a change is refused, each with its kind before it. */
  public static List<String> of(Runnable change) {
    AdministrationException refusal = assertThrows(AdministrationException.class, change::run);
    return refusal.problems().stream().map(problem -> refusal.kind() + " " + problem).toList();
  }
}
