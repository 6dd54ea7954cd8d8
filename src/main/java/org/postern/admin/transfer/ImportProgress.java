package org.postern.admin.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.postern.admin.common.Actor;
import org.postern.config.Clock;

/**
 * The progress of the imports on this node, for the log and for administrators. Only one import at
 * a time is applied, because imports wait for the lock of start-up.
 */
@ApplicationScoped
class ImportProgress {

  // The number of scopes, users and clients between two lines of the log.
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

  /**
   * Runs the work of an import, all of it in this thread, and shows the import as running
   * meanwhile.
   */
  <T> T during(Actor actor, boolean dryRun, int all, Supplier<T> work) {
    Thread thread = Thread.currentThread();
    running.put(thread, new RunningImport(actor.auditName(), clock.now(), dryRun, 0, all));
    try {
      return work.get();
    } finally {
      running.remove(thread);
    }
  }

  /** Records that more scopes, users and clients of the file are done. */
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

  /** The imports that run now, the oldest first. */
  List<RunningImport> running() {
    return running.values().stream().sorted(Comparator.comparing(RunningImport::begun)).toList();
  }
}
