package org.postern.admin;

import java.time.Instant;

/**
 * An import that has not come to its end.
 *
 * @param actor whose it is, as in the audit trail
 * @param begun when its file had been read
 * @param dryRun whether only its plan is wanted
 * @param done how many scopes, users and clients were worked on; 0 also while passwords are hashed
 *     and while another import has the lock
 * @param all how many the file has
 */
public record RunningImport(String actor, Instant begun, boolean dryRun, int done, int all) {

  RunningImport withDone(int now) {
    return new RunningImport(actor, begun, dryRun, now, all);
  }
}
