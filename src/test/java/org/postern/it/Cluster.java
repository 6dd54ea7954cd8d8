package org.postern.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two nodes on one database, shared by all cluster tests. They start at the same time on an empty
 * database, and are connected by lines that a test can cut.
 */
final class Cluster {

  private static final Pattern VIEW_SIZE = Pattern.compile("\\|\\d+\\] \\((\\d+)\\)");

  private static final Duration AT_MOST = Duration.ofMinutes(2);

  private static Cluster shared;

  private final Node a;
  private final Node b;

  private Cluster(Map<String, String> more) throws IOException {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("postern.demo", "true");
    settings.put("postern.trusted-proxies", "127.0.0.1,::1");
    TestDatabase database = TestDatabase.empty("it-cluster", Path.of("unused"));
    int[] ports = freePairs(4);
    a = new Node("a", settings, database, ports[0], ports[1], ports[1], ports[3]);
    b = new Node("b", settings, database, ports[2], ports[3], ports[1], ports[3]);
  }

  /** The nodes, running and together. */
  static synchronized Cluster get() {
    try {
      if (shared == null) {
        Map<String, String> settings =
            Map.of("postern.argon2.memory-kib", "64", "postern.argon2.iterations", "1");
        Cluster cluster = new Cluster(settings);
        cluster.a.process.withControls();
        cluster.b.process.withControls();
        cluster.start();
        shared = cluster;
      }
      shared.awaitTogether();
      return shared;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Node a() {
    return a;
  }

  Node b() {
    return b;
  }

  /** Runs two nodes with demo data behind nginx until the program is stopped. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Cluster cluster = new Cluster(Map.of());
    cluster.start();
    NginxProcess nginx = new NginxProcess("it-nginx", cluster.a.port(), cluster.b.port());
    Runtime.getRuntime().addShutdownHook(new Thread(nginx::close));
    Logger.getLogger(Cluster.class.getName())
        .info(
            () ->
                String.format(
                    "The nodes: %s %s%nnginx, with a certificate of its own (curl -k): %s%n"
                        + "Clients and users are those of the demo data. Ctrl-C stops all.",
                    cluster.a.process.base(), cluster.b.process.base(), nginx.postern().uri("")));
    new CountDownLatch(1).await();
  }

  private void start() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
    Callable<Boolean> startA = a::start;
    Callable<Boolean> startB = b::start;
    Parallel.atOnce(List.of(startA, startB));
  }

  private void kill() {
    a.process.kill();
    b.process.kill();
  }

  /** Waits until each node sees the other one. */
  void awaitTogether() {
    Await.until(
        "both nodes in one view", AT_MOST, () -> a.nodesInView() == 2 && b.nodesInView() == 2);
  }

  /** Cuts the lines, so that everything that the nodes send to each other is lost. */
  void cut() {
    a.wires.forEach(Wire::cut);
    b.wires.forEach(Wire::cut);
  }

  void mend() {
    a.wires.forEach(Wire::mend);
    b.wires.forEach(Wire::mend);
  }

  /** One node. */
  static final class Node {

    private final WildflyServer process;
    private final Postern postern;
    private final List<Wire> wires;

    // The other node reaches the two ports of this node (one for messages, the next one for crash
    // detection) through the ports of the wires.
    private Node(
        String name,
        Map<String, String> settings,
        TestDatabase database,
        int port,
        int wirePort,
        int portOfA,
        int portOfB)
        throws IOException {
      Map<String, String> all = new HashMap<>(settings);
      all.put("jboss.node.name", name);
      all.put("jboss.tx.node.id", "postern-" + name);
      all.put("postern.cluster.port", Integer.toString(port));
      all.put("postern.cluster.failure-port", Integer.toString(port + 1));
      all.put("postern.cluster.node-1.port", Integer.toString(portOfA));
      all.put("postern.cluster.node-2.port", Integer.toString(portOfB));
      process =
          new WildflyServer("it-cluster-" + name, all)
              .on(database)
              .configure(xml -> reachedBy(xml, wirePort));
      postern = new Postern(process.base());
      wires = List.of(new Wire(wirePort, port), new Wire(wirePort + 1, port + 1));
    }

    // Makes the node announce the port of the wire as its own.
    private static String reachedBy(String xml, int port) {
      String binding = "<socket-binding name=\"jgroups-tcp\"[^>]*?";
      String mapping = "<client-mapping destination-address=\"127.0.0.1\" destination-port=\"";
      String edited =
          xml.replaceFirst("(" + binding + ")/>", "$1>" + mapping + port + "\"/></socket-binding>");
      if (edited.equals(xml)) {
        throw new IllegalStateException("no socket binding for JGroups in standalone.xml");
      }
      return edited;
    }

    /** Starts the node and returns when it answers. */
    boolean start() throws IOException, InterruptedException {
      process.start("oauth2/token");
      return true;
    }

    /** Ends the node as a power cut would. */
    void kill() {
      process.kill();
    }

    Postern postern() {
      return postern;
    }

    int port() {
      return process.base().getPort();
    }

    /** The number of nodes that this node sees. */
    int nodesInView() {
      String view = postern.control("cluster.view").getString("view");
      // After a merge, the text goes on with the views that were merged.
      Matcher size = VIEW_SIZE.matcher(view);
      if (!size.find()) {
        throw new IllegalStateException(view);
      }
      return Integer.parseInt(size.group(1));
    }
  }

  // Returns the first port of each pair; the port above it is free too.
  private static int[] freePairs(int count) {
    int[] found = new int[count];
    int i = 0;
    while (i < count) {
      try (ServerSocket one = new ServerSocket(0);
          ServerSocket next = new ServerSocket(one.getLocalPort() + 1)) {
        found[i++] = next.getLocalPort() - 1;
      } catch (IOException e) {
        // The port above is not free, so another pair is tried.
      }
    }
    return found;
  }
}
