package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postern.it.Clients.Registered;

/**
 * Measures the server under overload. With ten times as many connections as the best throughput
 * needs, at least 80 % of that throughput must remain, memory must stay bounded, and the health
 * checks must answer. The benchmark needs {@code wrk} and runs with {@code -Poverload} only. Its
 * result is meaningful only on a machine that does nothing else.
 */
@Tag(Kinds.OVERLOAD)
class OverloadBenchmark {

  private static final Logger LOG = Logger.getLogger(OverloadBenchmark.class.getName());

  private static final int RUNS = 3;
  private static final int[] CONNECTIONS = {16, 32, 64};
  private static final int SECONDS = Integer.getInteger("overload.seconds", 20);
  private static final int WARM_UP_SECONDS = Integer.getInteger("overload.warm-up", 120);

  private static final Pattern REQUESTS =
      Pattern.compile("(\\d+) requests in ([0-9.]+)(m?s|m), .*");
  private static final Pattern REFUSED = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
  private static final Pattern SOCKET_ERRORS = Pattern.compile("Socket errors: (.*)");
  private static final Pattern LATENCY = Pattern.compile("\\s(50|99)%\\s+([0-9.]+[a-z]+)");

  /** The result of a run of wrk. */
  private record Load(double useful, double refused, String errors, String latency) {
    @Override
    public String toString() {
      return "%.0f/s served, %.0f/s refused, latency %s%s"
          .formatted(useful, refused, latency, errors.isEmpty() ? "" : ", errors: " + errors);
    }
  }

  @Test
  void keepsServingUnderTenTimesTheConnections() throws Exception {
    try (WildflyServer server =
        new WildflyServer("overload", Map.of("postern.demo", "false"))
            .environment(
                "RUN_CONF",
                Path.of("standalone-config", "standalone.conf").toAbsolutePath().toString())
            .environment("POSTERN_LOG_LEVEL", "INFO")
            .withControls()) {
      server.start("oauth2/token");
      Postern postern = new Postern(server.base());
      Registered client = Clients.confidential().grants("client_credentials").create(postern);
      Path script = script(server, client);
      wrk(server, script, 32, WARM_UP_SECONDS);

      AtomicBoolean over = new AtomicBoolean();
      Future<Duration> slowest = Parallel.start(() -> slowestHealth(postern, over));
      double peak = 0;
      int best = 0;
      double overloaded = 0;
      // The two loads alternate, so that both meet the quiet and the busy moments of the machine.
      for (int run = 0; run < RUNS; run++) {
        for (int connections : CONNECTIONS) {
          Load load = wrk(server, script, connections, SECONDS);
          print(connections + " connections: " + load);
          if (load.useful() > peak) {
            peak = load.useful();
            best = connections;
          }
        }
        Load load = wrk(server, script, 10 * best, SECONDS);
        print(10 * best + " connections: " + load);
        overloaded = Math.max(overloaded, load.useful());
      }
      over.set(true);
      double share = overloaded / peak;
      long resident = residentMegabytes(server);
      print(
          "peak %.0f/s at %d connections, then %.0f %% of it; slowest health answer %d ms, resident %d MB, processors %d"
              .formatted(
                  peak,
                  best,
                  100 * share,
                  Parallel.result(slowest).toMillis(),
                  resident,
                  Runtime.getRuntime().availableProcessors()));

      assertTrue(share >= 0.8, "only " + share + " of the peak");
      assertTrue(resident < 1_024, "resident MB: " + resident);
    }
  }

  private static void print(String line) {
    LOG.info(line);
  }

  private static Path script(WildflyServer server, Registered client) throws IOException {
    Path script = server.log().resolveSibling("token.lua");
    return Files.writeString(
        script,
        "wrk.method = 'POST'\n"
            + "wrk.body = 'grant_type=client_credentials'\n"
            + "wrk.headers['Content-Type'] = 'application/x-www-form-urlencoded'\n"
            + ("wrk.headers['Authorization'] = '" + client.basic() + "'\n"));
  }

  private static Load wrk(WildflyServer server, Path script, int connections, int seconds)
      throws IOException {
    Process wrk =
        new ProcessBuilder(
                List.of(
                    "wrk",
                    "--latency",
                    "-t2",
                    "-c" + connections,
                    "-d" + seconds + "s",
                    "--timeout",
                    "30s",
                    "-s",
                    script.toString(),
                    server.base().resolve("oauth2/token").toString()))
            .redirectErrorStream(true)
            .start();
    String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher requests = REQUESTS.matcher(output);
    if (!requests.find()) {
      throw new IllegalStateException(output);
    }
    double time = Double.parseDouble(requests.group(2)) * (requests.group(3).equals("m") ? 60 : 1);
    long all = Long.parseLong(requests.group(1));
    long refused = first(REFUSED, output).isEmpty() ? 0 : Long.parseLong(first(REFUSED, output));
    StringBuilder latency = new StringBuilder();
    LATENCY
        .matcher(output)
        .results()
        .forEach(found -> latency.append(found.group(1) + " % " + found.group(2) + " "));
    return new Load(
        (all - refused) / time,
        refused / time,
        first(SOCKET_ERRORS, output),
        latency.toString().strip());
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }

  private static Duration slowestHealth(Postern postern, AtomicBoolean over) {
    long slowest = 0;
    while (!over.get()) {
      long start = System.nanoTime();
      assertEquals(200, postern.send(postern.request("api/health/ready").GET()).status());
      slowest = Math.max(slowest, System.nanoTime() - start);
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
    return Duration.ofNanos(slowest);
  }

  private static long residentMegabytes(WildflyServer server) {
    long process =
        server.processes().stream()
            .filter(one -> one.info().command().orElse("").endsWith("java"))
            .findFirst()
            .orElseThrow()
            .pid();
    try {
      return Files.readAllLines(Path.of("/proc/" + process + "/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
