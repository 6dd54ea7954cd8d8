package org.postern.admin.transfer;

import org.postern.admin.common.AdministrationException;
import org.postern.admin.common.ListParameters;
import org.postern.admin.common.Query;

/**
 * The options of an import.
 *
 * @param dryRun whether the import only returns its plan
 * @param prune whether objects that the file does not name are deleted
 */
public record ImportOptions(boolean dryRun, boolean prune) {

  /**
   * Reads the parameters {@code dry_run} and {@code prune}, which are false by default.
   *
   * @throws AdministrationException MALFORMED if a parameter is wrong or unknown
   */
  public static ImportOptions read(Query query) {
    ListParameters in = new ListParameters("import", query, null);
    ImportOptions options =
        new ImportOptions(in.bool("dry_run").orElse(false), in.bool("prune").orElse(false));
    in.refuseOthers();
    return options;
  }
}
