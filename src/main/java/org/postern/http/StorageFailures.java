package org.postern.http;

import jakarta.persistence.PersistenceException;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionalException;
import java.sql.SQLException;
import java.util.List;

/** Distinguishes storage failures from faults of Postern. */
final class StorageFailures {

  private static final List<Class<? extends Exception>> KINDS =
      List.of(
          PersistenceException.class,
          SQLException.class,
          TransactionalException.class,
          RollbackException.class,
          HeuristicMixedException.class,
          HeuristicRollbackException.class,
          NotSupportedException.class,
          SystemException.class);

  private static final int MAX_DEPTH = 20;

  private StorageFailures() {}

  // The exceptions that are at the root of a failed commit if the code before it is wrong.
  private static final List<Class<? extends RuntimeException>> FAULTS =
      List.of(
          NullPointerException.class,
          ClassCastException.class,
          IllegalArgumentException.class,
          IndexOutOfBoundsException.class,
          UnsupportedOperationException.class);

  /**
   * Tells whether the failure, or one of its causes, comes from the database or the transaction.
   */
  static boolean isStorageFailure(Throwable failure) {
    boolean storage = false;
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
      if (cause instanceof SQLException) {
        return true;
      }
      if (isOneOf(FAULTS, cause)) {
        return false;
      }
      storage |= isOneOf(KINDS, cause);
      cause = cause.getCause();
    }
    return storage;
  }

  private static boolean isOneOf(List<? extends Class<?>> kinds, Throwable failure) {
    return kinds.stream().anyMatch(kind -> kind.isInstance(failure));
  }
}
