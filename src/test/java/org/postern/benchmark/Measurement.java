package org.postern.benchmark;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.management.JMException;

/** Warms a target up and measures its operations one after another. */
public final class Measurement {

  /** Warm-up ends when this many windows in a row need the same CPU time within {@link #STEADY}. */
  private static final int WINDOWS = 3;

  private static final double STEADY = 0.05;

  private final Duration duration;
  private final Duration warmUp;
  private final int connections;

  /**
   * A measurement.
   *
   * @param duration of each operation
   * @param warmUp the longest warm-up of each operation
   * @param connections at a time, at least 1
   */
  public Measurement(Duration duration, Duration warmUp, int connections) {
    this.duration = duration;
    this.warmUp = warmUp;
    this.connections = connections;
  }

  /**
   * One row; the CPU times are microseconds for one operation.
   *
   * @param steady whether the warm-up ended because the CPU time did not change any more
   */
  public record Row(
      String operation,
      double perSecond,
      double p50Millis,
      double p99Millis,
      double p999Millis,
      OptionalDouble serverMicros,
      OptionalDouble databaseMicros,
      OptionalDouble allocatedKilobytes,
      boolean steady) {}

  /** Measures every operation that the target offers. */
  public List<Row> of(Target target) throws IOException, InterruptedException {
    try (Connections opened = new Connections(target, connections)) {
      List<Row> rows = new ArrayList<>();
      for (Operation operation : Operation.of(target, opened.all)) {
        Load load = new Load(opened.all, operation.steps().get());
        boolean steady = warmUp(load, target);
        rows.add(measure(operation.name(), target, steady, () -> load.run(duration)));
      }
      return rows;
    }
  }

  /**
   * Measures tokens by client credentials at a fixed rate, without a warm-up.
   *
   * @param name of the row
   * @param perSecond the rate of all connections together; infinite to send each request as soon as
   *     the one before it is answered
   */
  public Row clientCredentials(String name, Target target, double perSecond)
      throws IOException, InterruptedException {
    try (Connections opened = new Connections(target, connections)) {
      Step step = Operation.clientCredentials(target);
      Load load = new Load(opened.all, Collections.nCopies(connections, step));
      return measure(name, target, true, () -> load.run(duration, perSecond));
    }
  }

  /**
   * Measures the same while other connections log in as fast as they are answered. The CPU times
   * include the logins.
   *
   * @param forms the forms of the logins; each form has a connection of its own
   */
  public Row duringLogins(String name, Target target, double perSecond, List<String> forms)
      throws IOException, InterruptedException {
    ExecutorService background = Executors.newSingleThreadExecutor();
    try (Connections opened = new Connections(target, forms.size())) {
      Load logins =
          new Load(
              opened.all, forms.stream().map(form -> Operation.tokenOrNot(target, form)).toList());
      Future<Load.Seen> flood = background.submit(() -> logins.run(duration));
      Row row = clientCredentials(name, target, perSecond);
      System.out.printf("%.1f logins a second, refused ones included%n", flood.get().perSecond());
      return row;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      background.shutdownNow();
    }
  }

  private static final class Connections implements AutoCloseable {

    final List<Connection> all = new ArrayList<>();

    Connections(Target target, int count) {
      URI origin = target.token().resolve("/");
      for (int i = 0; i < count; i++) {
        all.add(new Connection(origin));
      }
    }

    @Override
    public void close() throws IOException {
      for (Connection connection : all) {
        connection.close();
      }
    }
  }

  private interface Run {
    Load.Seen run() throws InterruptedException;
  }

  /**
   * Asks for one token.
   *
   * @throws IllegalStateException if there is none
   */
  public static void requireToken(Target target) throws IOException {
    try (Connection connection = new Connection(target.token())) {
      Operation.clientCredentials(target).run(connection);
    }
  }

  private boolean warmUp(Load load, Target target) throws InterruptedException {
    Duration window = duration.dividedBy(2);
    List<Double> last = new ArrayList<>();
    for (Duration left = warmUp; left.compareTo(window) >= 0; left = left.minus(window)) {
      long before = cpuMicros(target.serverPid());
      Load.Seen seen = load.run(window);
      last.add((cpuMicros(target.serverPid()) - before) / (double) seen.count());
      if (last.size() > WINDOWS) {
        last.remove(0);
      }
      if (last.size() == WINDOWS
          && Collections.max(last) <= Collections.min(last) * (1 + STEADY)
          && target.serverPid().isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static Row measure(String name, Target target, boolean steady, Run run)
      throws InterruptedException {
    long server = cpuMicros(target.serverPid());
    long database = cpuMicros(target.databasePid());
    Optional<Map<Long, Long>> allocated = allocated(target);
    Load.Seen seen = run.run();
    double count = seen.count();
    Optional<Map<Long, Long>> allocatedThen = allocated(target);
    return new Row(
        name,
        seen.perSecond(),
        seen.millis(0.5),
        seen.millis(0.99),
        seen.millis(0.999),
        each(target.serverPid(), cpuMicros(target.serverPid()) - server, count),
        each(target.databasePid(), cpuMicros(target.databasePid()) - database, count),
        allocated.isPresent() && allocatedThen.isPresent()
            ? OptionalDouble.of(
                Allocations.between(allocated.get(), allocatedThen.get()) / 1024.0 / count)
            : OptionalDouble.empty(),
        steady);
  }

  private static OptionalDouble each(OptionalLong pid, long micros, double count) {
    return pid.isPresent() ? OptionalDouble.of(micros / count) : OptionalDouble.empty();
  }

  private static long cpuMicros(OptionalLong pid) {
    return pid.isPresent() ? Processes.cpu(pid.getAsLong()).toNanos() / 1000 : 0;
  }

  // Empty if this JVM may not attach to the JVM of the server.
  private static Optional<Map<Long, Long>> allocated(Target target) {
    if (target.serverPid().isEmpty()) {
      return Optional.empty();
    }
    try (Allocations allocations = new Allocations(target.serverPid().getAsLong())) {
      return Optional.of(allocations.byThread());
    } catch (IOException | JMException e) {
      return Optional.empty();
    }
  }

  /** The CPU time that the server has used since its start; zero if its process is not known. */
  public static Duration cpu(Target target) {
    return Duration.ofNanos(cpuMicros(target.serverPid()) * 1000);
  }

  /** The resident memory of the target's server now, in MB; 0 if its process is not known. */
  public static long residentMegabytes(Target target) {
    return target.serverPid().isPresent()
        ? Processes.residentMegabytes(target.serverPid().getAsLong())
        : 0;
  }
}
