package org.postern.benchmark;

import java.io.IOException;

/** The step that a connection repeats. */
interface Step {

  /**
   * Sends one request, or several that belong together.
   *
   * @throws IllegalStateException if an answer is not the expected one
   */
  void run(Connection connection) throws IOException;
}
