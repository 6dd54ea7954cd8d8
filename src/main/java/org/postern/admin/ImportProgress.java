package org.postern.admin;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.logging.Logger;

/**
 * Tells the log how far a large import is. One runs at a time: imports wait for the lock of
 * start-up.
 */
@ApplicationScoped
class ImportProgress {

  // How many scopes, users and clients a line tells of.
  private static final int STEP = 1_000;

  private static final Logger LOG = Logger.getLogger(ImportProgress.class.getName());

  /** Notes that more of the parts of the file were worked on. */
  void tell(int before, int done, int all) {
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
}
