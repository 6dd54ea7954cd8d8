package org.postern.admin;

import java.util.List;
import java.util.Map;

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
  public static ImportOptions read(Map<String, List<String>> parameters) {
    ListParameters in = new ListParameters("import", parameters, null);
    ImportOptions options =
        new ImportOptions(in.bool("dry_run").orElse(false), in.bool("prune").orElse(false));
    in.refuseOthers();
    return options;
  }
}
