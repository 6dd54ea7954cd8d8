package org.postern.admin;

import java.util.List;
import java.util.Map;

/**
 * What to do with an import.
 *
 * @param dryRun whether only the plan is wanted
 * @param prune whether what the file does not name is deleted
 */
public record ImportOptions(boolean dryRun, boolean prune) {

  /**
   * Reads {@code dry_run} and {@code prune}, both false unless they are given.
   *
   * @throws AdministrationException MALFORMED if a parameter is wrong or unknown
   */
  public static ImportOptions read(Map<String, List<String>> parameters) {
    ListParameters in = new ListParameters("import", parameters, null);
    ImportOptions options =
        new ImportOptions(in.bool("dry_run").orElse(false), in.bool("prune").orElse(false));
    in.refuseOthers();
    return options;
  }
}
