package org.postern.it;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/** A server whose database fails when a test says so: {@code org.postern.faults} as its driver. */
final class FaultyServer implements AutoCloseable {

  private static final String PACKAGE = "org.postern.faults";

  private final AtomicLong plans = new AtomicLong();
  private final WildflyServer process;
  private final Postern postern;

  FaultyServer(String name) throws IOException, InterruptedException {
    process =
        new WildflyServer(
                name,
                Map.of(
                    "postern.demo", "true",
                    "postern.argon2.memory-kib", "64",
                    "postern.argon2.iterations", "1",
                    "postern.password.hashes", "1"))
            .withControls()
            .withModule(
                PACKAGE,
                ShrinkWrap.create(JavaArchive.class).addPackage(PACKAGE),
                TestDatabase.isPostgresql() ? "org.postgresql" : "com.h2database.h2",
                "java.sql",
                "java.logging")
            .configure(FaultyServer::withDriver);
    process.start("oauth2/token");
    postern = new Postern(process.base());
  }

  private static String withDriver(String configuration) {
    return configuration
        .replace("<connection-url>", "<connection-url>jdbc:faulty:")
        .replaceAll("<driver>[a-z0-9]+</driver>", "<driver>faulty</driver>")
        .replace(
            "</drivers>",
            "<driver name=\"faulty\" module=\""
                + PACKAGE
                + "\"><driver-class>"
                + PACKAGE
                + ".FaultyDriver</driver-class></driver></drivers>");
  }

  Postern postern() {
    return postern;
  }

  /** Starts to count statements anew; those that the plan names fail. */
  void plan(String plan) {
    String fresh = plan + " #" + plans.incrementAndGet();
    postern.control("property.set", "name", "postern.faults.plan", "value", fresh);
    postern.control("property.set", "name", "postern.faults.seen", "value", "");
  }

  /** The statements and commits of the requests since the plan was made. */
  String[] seen() {
    String lines = postern.control("property", "name", "postern.faults.seen").getString("value");
    return lines.isEmpty() ? new String[0] : lines.split("\n", -1);
  }

  @Override
  public void close() {
    process.close();
  }
}
