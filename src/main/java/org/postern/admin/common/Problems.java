package org.postern.admin.common;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Collects the problems of an input, so that all are reported at once. After {@value #MOST}
 * problems, further ones are only counted, because an input of a few kilobytes can have thousands.
 */
public final class Problems {

  /** The largest number of problems that are listed. */
  static final int MOST = 100;

  private final List<Problem> found = new ArrayList<>();
  private int more;

  public void add(String pointer, String message) {
    add(() -> pointer, message);
  }

  /** Adds a problem. The pointer is made only if the problem will be listed. */
  void add(Supplier<String> pointer, String message) {
    if (found.size() < MOST) {
      found.add(new Problem(pointer.get(), message));
    } else {
      more++;
    }
  }

  /** Adds the problems of a part of the input, with the part's pointer before each pointer. */
  void addAll(String pointer, Problems ofPart) {
    addAll(pointer, ofPart.found);
    more += ofPart.more;
  }

  private void addAll(String pointer, List<Problem> ofPart) {
    for (Problem problem : ofPart) {
      add(pointer + problem.pointer(), problem.message());
    }
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** Runs the change of a part of the input, and adds the problems if it is refused. */
  public void collect(String pointer, Runnable change) {
    try {
      change.run();
    } catch (AdministrationException e) {
      addAll(pointer, e.problems());
    }
  }

  public AdministrationException toException() {
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
   * Refuses the input as forbidden if there is any problem.
   *
   * @throws AdministrationException FORBIDDEN with every problem
   */
  public void requireAllowed() {
    if (!found.isEmpty()) {
      throw AdministrationException.forbidden(all());
    }
  }

  /**
   * Refuses the input as malformed if there is any problem.
   *
   * @throws AdministrationException MALFORMED with every problem
   */
  void requireReadable() {
    if (!found.isEmpty()) {
      throw AdministrationException.malformed(all());
    }
  }

  /**
   * Refuses the input as invalid if there is any problem.
   *
   * @throws AdministrationException INVALID with every problem
   */
  public void requireNone() {
    if (!found.isEmpty()) {
      throw toException();
    }
  }
}
