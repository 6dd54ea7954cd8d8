package org.postern.it;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.postern.benchmark.Measurement;

/**
 * Measures how long the server needs until its first token: at the first start, at a later start,
 * and with its classes from an archive.
 *
 * <pre>mvn verify -Pbenchmark,postgresql -Dit.test=StartBenchmark</pre>
 */
class StartBenchmark {

  private static final int TIMES = 3;

  @Test
  void startsToItsFirstToken() throws Exception {
    try (MeasuredServer server = new MeasuredServer("start")) {
      System.out.println("| start | s to the first token | s of CPU | MB resident |");
      System.out.println("| --- | ---: | ---: | ---: |");
      measure(server, "first, with an empty database and the demo data");
      for (int i = 0; i < TIMES; i++) {
        measure(server, "again");
      }
      server.keepClassesIn(Path.of("target", "start", "classes.jsa").toAbsolutePath());
      measure(server, "that will leave an archive");
      for (int i = 0; i < TIMES; i++) {
        measure(server, "with that archive");
      }
    }
  }

  private static void measure(MeasuredServer server, String name) throws Exception {
    Duration toFirstToken = server.start();
    System.out.printf(
        "| %s | %.1f | %.1f | %d |%n",
        name,
        toFirstToken.toMillis() / 1e3,
        Measurement.cpu(server.target()).toMillis() / 1e3,
        Measurement.residentMegabytes(server.target()));
    server.close();
  }
}
