package org.postern.benchmark;

import java.io.IOException;

/** What one connection does again and again. */
interface Step {

  /**
   * Sends what belongs together, such as one request.
   *
   * @throws IllegalStateException if an answer is not the expected one
   */
  void run(Connection connection) throws IOException;
}
