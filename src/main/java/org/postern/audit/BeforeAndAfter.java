package org.postern.audit;

import java.util.Optional;

/**
 * What a change has changed.
 *
 * @param before the object before the change; empty if it is new
 * @param after the object after the change; empty if it is deleted
 */
public record BeforeAndAfter(Optional<Snapshot> before, Optional<Snapshot> after) {

  /** For a change whose kind says everything, such as a new password. */
  public static final BeforeAndAfter NONE = new BeforeAndAfter(Optional.empty(), Optional.empty());

  /** A new object. */
  public static BeforeAndAfter created(Snapshot after) {
    return new BeforeAndAfter(Optional.empty(), Optional.of(after));
  }

  /** A deleted object. */
  public static BeforeAndAfter deleted(Snapshot before) {
    return new BeforeAndAfter(Optional.of(before), Optional.empty());
  }

  /** An object that existed before and exists afterwards. */
  public static BeforeAndAfter changed(Snapshot before, Snapshot after) {
    return new BeforeAndAfter(Optional.of(before), Optional.of(after));
  }
}
