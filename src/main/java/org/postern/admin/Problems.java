package org.postern.admin;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects what is wrong with an input, so that all of it is told at once. Of more than {@value
 * #MOST} problems the rest is only counted: an input of a few kilobytes can have thousands.
 */
final class Problems {

  /** How many problems are told one by one. */
  static final int MOST = 100;

  private final List<Problem> found = new ArrayList<>();
  private int more;

  void add(String pointer, String message) {
    if (found.size() < MOST) {
      found.add(new Problem(pointer, message));
    } else {
      more++;
    }
  }

  /** Adds what is wrong with a part of the input, the part's pointer before each. */
  void addAll(String pointer, Problems ofPart) {
    addAll(pointer, ofPart.found);
    more += ofPart.more;
  }

  private void addAll(String pointer, List<Problem> ofPart) {
    for (Problem problem : ofPart) {
      add(pointer + problem.pointer(), problem.message());
    }
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** Runs a change of a part of the input, and keeps what it is refused for. */
  void collect(String pointer, Runnable change) {
    try {
      change.run();
    } catch (AdministrationException e) {
      addAll(pointer, e.problems());
    }
  }

  AdministrationException toException() {
    return AdministrationException.invalid(all());
  }

  private List<Problem> all() {
    if (more == 0) {
      return found;
    }
    List<Problem> all = new ArrayList<>(found);
    all.add(new Problem("", "and " + more + " more problems, which are not listed"));
    return all;
  }

  /**
   * Refuses an input that the actor may not give if anything was found.
   *
   * @throws AdministrationException FORBIDDEN with every problem
   */
  void requireAllowed() {
    if (!found.isEmpty()) {
      throw AdministrationException.forbidden(all());
    }
  }

  /**
   * Refuses an input that cannot be read if anything was found.
   *
   * @throws AdministrationException MALFORMED with every problem
   */
  void requireReadable() {
    if (!found.isEmpty()) {
      throw AdministrationException.malformed(all());
    }
  }

  /**
   * Refuses the input if anything was found.
   *
   * @throws AdministrationException INVALID with every problem
   */
  void requireNone() {
    if (!found.isEmpty()) {
      throw toException();
    }
  }
}
