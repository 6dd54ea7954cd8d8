package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonObject;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.postern.benchmark.Processes;
import org.postern.it.Postern.Answer;

/**
 * Measures the time for a page of every list of the admin API, with 50,000 clients and users:
 *
 * <pre>mvn verify -Pbenchmark -Dit.test=ListsBenchmark</pre>
 *
 * and the same with {@code -Pbenchmark,postgresql}.
 */
class ListsBenchmark {

  private static final long MOST_MILLISECONDS = 300;
  private static final int TRAIL = Integer.getInteger("benchmark.trail", 200_000);
  private static final int DEEP = 100;
  private static final int AGAIN = 4;

  @Test
  void answersEveryPageSoon() throws Exception {
    try (WildflyServer server =
        new WildflyServer("lists", Map.of("postern.demo", "true")).withControls()) {
      server.environment("POSTERN_LOG_LEVEL", "INFO");
      server.start("oauth2/token");
      // H2 lets one process at a time use the file.
      server.stop();
      try (Connection connection = server.database().connect()) {
        FullTables.clients(connection);
        FullTables.trail(connection, TRAIL);
        if (TestDatabase.isPostgresql()) {
          FullTables.tokens(connection, 1, 200_000);
        }
        FullTables.analyze(connection);
      }
      server.start("oauth2/token");
      Postern postern = new Postern(server.base());
      Clients.Registered client =
          Clients.confidential()
              .grants("client_credentials")
              .scopes("postern.admin.read")
              .defaultScopes("postern.admin.read")
              .create(postern);
      Admins reader = new Admins(postern, Optional.of(Tokens.ofClient(postern, client)));

      List<String> paths = new ArrayList<>(LargeLists.paths());
      paths.add(deep(reader, "clients?sort=created&grant=client_credentials"));
      paths.add(deep(reader, "clients?sort=-client_id"));
      paths.add(deep(reader, "users?sort=-updated"));
      paths.add(deep(reader, "audit?kind=token.issued"));
      paths.add(deep(reader, "audit?sort=time"));
      TreeMap<String, Long> slow = new TreeMap<>();
      for (String path : paths) {
        long first = milliseconds(reader, path);
        long best = first;
        Duration before = Processes.cpu(server.pid());
        for (int i = 0; i < AGAIN; i++) {
          best = Math.min(best, milliseconds(reader, path));
        }
        System.out.printf(
            "%5d ms, at best %5d ms, %5d ms of the server's processors  %s%n",
            first,
            best,
            Processes.cpu(server.pid()).minus(before).toMillis() / AGAIN,
            withoutCursor(path));
        if (best > MOST_MILLISECONDS) {
          slow.put(path, best);
        }
      }
      assertEquals(Map.of(), slow);
    }
  }

  private static String deep(Admins reader, String path) {
    String cursor = "";
    for (int i = 0; i < DEEP; i++) {
      JsonObject part = page(reader, path + "&limit=200" + cursor).json();
      cursor = "&cursor=" + Postern.encode(part.getString("next"));
    }
    return path + cursor;
  }

  private static String withoutCursor(String path) {
    int cursor = path.indexOf("&cursor=");
    return cursor < 0 ? path : path.substring(0, cursor) + " far behind";
  }

  private static long milliseconds(Admins reader, String path) {
    long begin = System.nanoTime();
    page(reader, path);
    return (System.nanoTime() - begin) / 1_000_000;
  }

  private static Answer page(Admins reader, String path) {
    Answer answer = reader.get(path);
    assertEquals(200, answer.status(), () -> path + ": " + answer.body());
    return answer;
  }
}
