package org.postern.it;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.postern.benchmark.Measurement;
import org.postern.benchmark.Report;
import org.postern.benchmark.Target;

/**
 * Measures the token endpoint and its neighbours: {@code mvn verify -Pbenchmark,postgresql}. The
 * file docs/performance.md explains the figures and the settings. This is a benchmark and not a
 * test, so it fails only when an answer is wrong.
 */
@Tag(Kinds.SAMPLE)
class TokenEndpointBenchmark {

  @Test
  @DisabledIfSystemProperty(named = "benchmark.url", matches = ".+")
  void measuresPostern() throws Exception {
    try (MeasuredServer server = new MeasuredServer("benchmark-server")) {
      Duration toFirstToken = server.start();
      report(server.target(), Optional.of(toFirstToken));
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "benchmark.url", matches = ".+")
  void measuresAnotherServer() throws Exception {
    report(Target.fromSystemProperties(), Optional.empty());
  }

  private static void report(Target target, Optional<Duration> toFirstToken)
      throws IOException, InterruptedException {
    int connections = Integer.getInteger("benchmark.connections", 16);
    Duration duration = Duration.parse(System.getProperty("benchmark.duration", "PT10S"));
    Duration warmUp = Duration.parse(System.getProperty("benchmark.warmup", "PT60S"));
    List<Measurement.Row> rows = new Measurement(duration, warmUp, connections).of(target);
    Report report =
        new Report(
            target.name(),
            String.format(
                "%d connections, each operation %s after a warm-up of at most %s, JDK %s, %d cores",
                connections,
                duration,
                warmUp,
                Runtime.version().feature(),
                Runtime.getRuntime().availableProcessors()),
            toFirstToken,
            Measurement.residentMegabytes(target),
            rows);
    report.write(Path.of(System.getProperty("benchmark.reports", "target/benchmark")));
    System.out.println(report.table());
  }
}
