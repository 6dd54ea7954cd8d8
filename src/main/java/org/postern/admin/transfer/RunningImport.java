package org.postern.admin.transfer;

import java.time.Instant;

/**
 * An import that is still running.
 *
 * @param actor who runs it, as in the audit trail
 * @param begun when it began, after its file had been read
 * @param dryRun whether it is a dry run
 * @param done how many scopes, users and clients are done; 0 while passwords are hashed and while
 *     another import holds the lock
 * @param all how many scopes, users and clients the file has
 */
public record RunningImport(String actor, Instant begun, boolean dryRun, int done, int all) {

  RunningImport withDone(int now) {
    return new RunningImport(actor, begun, dryRun, now, all);
  }
}
