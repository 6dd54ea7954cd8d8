package org.postern.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Shows that an unknown client and a known one with a wrong secret are refused after the same time,
 * whether the known one was used lately or not: pairs of requests, one after another. A benchmark
 * and not a test, so it runs only when it is asked for:
 *
 * <pre>mvn verify -Pbenchmark -Dit.test=ClientTimingBenchmark</pre>
 *
 * and the same with {@code -Pbenchmark,postgresql}. With {@code -Dbenchmark.war} the WAR of another
 * version is measured too, in turns with the one that was built.
 */
class ClientTimingBenchmark {

  private static final int CLIENTS = 400;
  private static final int IDLE_ROUNDS = Integer.getInteger("benchmark.rounds", 12);
  private static final int WARM_CLIENTS = 20;
  private static final int WARM_PAIRS = 4_000;
  // The shared cache keeps a row for 10 s.
  private static final Duration IDLE = Duration.ofSeconds(11);

  /** A server, and the times of its answers by what was asked. */
  private record Measured(
      String name, WildflyServer server, RawConnection connection, Map<String, List<Long>> nanos) {}

  @Test
  void comparesRefusedClients() throws Exception {
    Map<String, Path> wars = new LinkedHashMap<>();
    Optional.ofNullable(System.getProperty("benchmark.war"))
        .ifPresent(other -> wars.put("before", Path.of(other)));
    wars.put("now", Path.of(System.getProperty("it.war")));
    List<Measured> all = new ArrayList<>();
    try {
      for (Map.Entry<String, Path> war : wars.entrySet()) {
        all.add(start(war.getKey(), war.getValue()));
      }
      // The first round reads the parts of all clients, and warms everything up.
      for (int round = 0; round <= IDLE_ROUNDS; round++) {
        long begin = System.nanoTime();
        for (int i = 0; i < CLIENTS; i++) {
          pair(all, round == 0 ? "first" : "idle", i, (round + i) % 2 == 0);
        }
        Thread.sleep(Math.max(0, IDLE.toMillis() - (System.nanoTime() - begin) / 1_000_000));
      }
      for (int i = 0; i < WARM_PAIRS; i++) {
        pair(all, i < WARM_CLIENTS ? "first" : "warm", i % WARM_CLIENTS, i % 2 == 0);
      }
    } finally {
      for (Measured one : all) {
        one.connection().close();
        one.server().close();
      }
    }
    all.forEach(ClientTimingBenchmark::print);
  }

  private static Measured start(String name, Path war) throws Exception {
    Path clients = Files.createTempFile("clients", ".json");
    Files.writeString(
        clients,
        IntStream.range(0, CLIENTS)
            .mapToObj(
                i ->
                    "{\"client_id\":\"known-%03d\",\"client_secret\":\"%s\"}"
                        .formatted(i, "a Secret of 128 bits " + i))
            .collect(Collectors.joining(",", "{\"version\":1,\"clients\":[", "]}")));
    WildflyServer server =
        new WildflyServer(
                "client-timing-" + name,
                Map.of(
                    "postern.demo", "false",
                    "postern.import", clients.toString(),
                    "postern.secret.tries", "1000"))
            .withWar(war);
    server.environment("POSTERN_LOG_LEVEL", "INFO");
    server.start("oauth2/token");
    return new Measured(name, server, new RawConnection(server.base()), new LinkedHashMap<>());
  }

  private static void pair(List<Measured> all, String state, int number, boolean knownFirst)
      throws IOException {
    for (Measured one : all) {
      List<String> names =
          new ArrayList<>(List.of("known-%03d".formatted(number), "other-%03d".formatted(number)));
      if (!knownFirst) {
        names.add(names.remove(0));
      }
      for (String name : names) {
        String kind = state + " " + name.substring(0, 5);
        one.nanos().computeIfAbsent(kind, none -> new ArrayList<>()).add(refuse(one, name));
      }
    }
  }

  private static long refuse(Measured measured, String clientId) throws IOException {
    String form = "grant_type=client_credentials";
    String request =
        "POST "
            + measured.server().base().getPath()
            + "oauth2/token HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
            + form.length()
            + "\r\nAuthorization: "
            + Postern.basic(clientId, "wrong")
            + "\r\n\r\n"
            + form;
    byte[] bytes = request.getBytes(StandardCharsets.US_ASCII);
    long begin = System.nanoTime();
    int status = measured.connection().exchange(bytes, false, false).status();
    long took = System.nanoTime() - begin;
    if (status != 401) {
      throw new IllegalStateException(clientId + ": " + status);
    }
    return took;
  }

  private static void print(Measured measured) {
    for (String state : List.of("idle", "warm")) {
      List<Long> known = measured.nanos().get(state + " known");
      List<Long> unknown = measured.nanos().get(state + " other");
      List<Long> differences =
          IntStream.range(0, known.size()).mapToObj(i -> known.get(i) - unknown.get(i)).toList();
      // The middle half, because a collection of the heap or another program costs milliseconds.
      List<Long> middle =
          differences.stream()
              .sorted()
              .skip(differences.size() / 4)
              .limit(differences.size() / 2)
              .toList();
      System.out.printf(
          "%-7s %s client: median %.0f us, unknown %.0f us; %d pairs differ by %.1f us in the"
              + " median, %.1f us in the mean of the middle half%n",
          measured.name(),
          state,
          median(known),
          median(unknown),
          differences.size(),
          median(differences),
          middle.stream().mapToLong(nanos -> nanos).average().orElseThrow() / 1_000);
    }
  }

  private static double median(List<Long> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow() / 1_000.0;
  }
}
