package org.postern.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.postern.config.Clock;

/**
 * How far the imports of this node are, for the log and for administrators. One at a time is
 * applied: imports wait for the lock of start-up.
 */
@ApplicationScoped
class ImportProgress {

  // How many scopes, users and clients a line of the log tells of.
  private static final int STEP = 1_000;

  private static final Logger LOG = Logger.getLogger(ImportProgress.class.getName());

  private final Clock clock;
  private final ConcurrentMap<Thread, RunningImport> running = new ConcurrentHashMap<>();

  /** For the proxy only. */
  protected ImportProgress() {
    this(null);
  }

  @Inject
  ImportProgress(Clock clock) {
    this.clock = clock;
  }

  /** Does the work of an import, all of it in this thread, and shows it as running meanwhile. */
  <T> T during(Actor actor, boolean dryRun, int parts, Supplier<T> work) {
    Thread thread = Thread.currentThread();
    running.put(thread, new RunningImport(actor.auditName(), clock.now(), dryRun, 0, parts));
    try {
      return work.get();
    } finally {
      running.remove(thread);
    }
  }

  /** Notes that more of the parts of the file were worked on. */
  void tell(int before, int done, int all) {
    running.computeIfPresent(Thread.currentThread(), (thread, one) -> one.withDone(done));
    if (done / STEP > before / STEP) {
      LOG.info(
          () ->
              "The import has worked on "
                  + done
                  + " of "
                  + all
                  + " scopes, users and clients of its file");
    }
  }

  /** The imports that run now, the one that began first in front. */
  List<RunningImport> running() {
    return running.values().stream().sorted(Comparator.comparing(RunningImport::begun)).toList();
  }
}
