package org.postern.it;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.postern.benchmark.Processes;
import org.postern.it.Clients.Registered;
import org.postern.it.Postern.Answer;

/**
 * Measures imports of many clients by the API, with the heap of the provisioned server:
 *
 * <pre>mvn verify -Pbenchmark -Dit.test=ImportBenchmark</pre>
 *
 * and the same with {@code -Pbenchmark,postgresql}. {@code -Dbenchmark.clients} says how many.
 */
class ImportBenchmark {

  private static final int CLIENTS = Integer.getInteger("benchmark.clients", 10_000);
  private static final int RETIRED = 10_000;

  @Test
  void importsManyClients() throws Exception {
    Registered operator = new Registered("operator", "a Secret of the operator, long enough");
    Path file = Files.createTempFile("operator", ".json");
    Files.writeString(
        file,
        """
        {"version":1,"clients":[{"client_id":"%s","client_secret":"%s","user_access":"nobody",
          "grants":["client_credentials"],
          "scopes":["postern.admin"],"default_scopes":["postern.admin"]}]}
        """
            .formatted(operator.clientId(), operator.secret()));
    try (WildflyServer server =
        new WildflyServer(
            "import-benchmark",
            Map.of("postern.demo", "false", "postern.import", file.toString()))) {
      server.environment("POSTERN_LOG_LEVEL", "INFO");
      server.environment(
          "RUN_CONF", Path.of("standalone-config", "standalone.conf").toAbsolutePath().toString());
      server.start("oauth2/token");
      String first = clients("first");
      System.out.printf("%d clients, a file of %d KB%n", CLIENTS, first.length() / 1_000);
      measure(server, operator, "cold, for good", "", first);
      String second = clients("second");
      measure(server, operator, "then, dry run", "?dry_run=true", second);
      measure(server, operator, "then, for good", "", second);
      measure(server, operator, "the same again, nothing changes", "", second);
      measure(server, operator, "retired identifiers", "", retired());
    }
  }

  private static String clients(String prefix) {
    return file(
        "clients",
        CLIENTS,
        i ->
            """
            {"client_id":"%s-%05d","client_secret":"Secret %05d of 128 bits and more",
             "name":"Client %d","description":"Imported by the benchmark, for measurements only",
             "grants":["client_credentials"],"scopes":["introspect","client.self"],
             "default_scopes":["client.self"],"user_access":"nobody"}\
            """
                .formatted(prefix, i, i, i));
  }

  private static String retired() {
    return file("retired_client_ids", RETIRED, i -> "\"gone-%06d\"".formatted(i));
  }

  private static String file(String list, int count, IntFunction<String> entry) {
    return IntStream.range(0, count)
        .mapToObj(entry)
        .collect(Collectors.joining(",", "{\"version\":1,\"" + list + "\":[", "]}"));
  }

  private static void measure(
      WildflyServer server, Registered operator, String what, String query, String file)
      throws Exception {
    Postern postern = new Postern(server.base());
    // A token for each, because an import needs a recent login.
    String token = postern.token(operator, "grant_type", "client_credentials").accessToken();
    HttpRequest.Builder request =
        postern
            .request("api/admin/import" + query)
            .timeout(Duration.ofHours(1))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(file));
    Duration before = Processes.cpu(server.pid());
    long begin = System.nanoTime();
    Answer answer = postern.send(request);
    double seconds = (System.nanoTime() - begin) / 1e9;
    if (answer.status() != 200) {
      throw new IllegalStateException(answer.toString());
    }
    System.out.printf(
        "%-32s %6.1f s on the clock, %6.1f s of the server's processors%n",
        what, seconds, Processes.cpu(server.pid()).minus(before).toMillis() / 1e3);
  }
}
