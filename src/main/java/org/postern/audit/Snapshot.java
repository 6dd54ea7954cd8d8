package org.postern.audit;

import jakarta.json.JsonObject;

/**
 * An administered object as it was at one moment. It is immutable. Its JSON is made only when the
 * difference to another snapshot is written.
 */
public interface Snapshot {

  /** The text in place of a secret or a password. */
  String MASKED = "(hidden)";

  /** The members of the import file, with secrets and passwords masked. */
  JsonObject toJson();
}
