package org.postern.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionalException;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StorageFailuresTest {

  private static Throwable deep(Throwable root, int depth) {
    Throwable failure = root;
    for (int i = 0; i < depth; i++) {
      failure = new IllegalStateException(failure);
    }
    return failure;
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of("persistence", new PersistenceException(), true),
        Arguments.of("a row that changed meanwhile", new OptimisticLockException(), true),
        Arguments.of("SQL", new SQLException(), true),
        Arguments.of("a commit that failed", new RollbackException(), true),
        Arguments.of("a commit that half failed", new HeuristicMixedException(), true),
        Arguments.of("a commit that was undone", new HeuristicRollbackException(), true),
        Arguments.of("a transaction that could not begin", new NotSupportedException(), true),
        Arguments.of("a broken transaction manager", new SystemException(), true),
        Arguments.of(
            "a commit inside the interceptor's exception",
            new TransactionalException("commit", new RollbackException()),
            true),
        Arguments.of("SQL as a cause", new IllegalStateException(new SQLException()), true),
        Arguments.of(
            "a commit that failed for SQL",
            new RollbackException().initCause(new PersistenceException(new SQLException())),
            true),
        Arguments.of(
            "a commit that failed for a fault of ours",
            new RollbackException().initCause(new NullPointerException()),
            false),
        Arguments.of(
            "persistence that was asked nonsense",
            new PersistenceException(new IllegalArgumentException()),
            false),
        Arguments.of("SQL deep down", deep(new SQLException(), 19), true),
        Arguments.of("a fault of ours", new IllegalStateException(), false),
        Arguments.of("null where none may be", new NullPointerException(), false),
        Arguments.of("deeper than anyone looks", deep(new SQLException(), 20), false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  void tellsFailuresOfTheStorageFromOurs(String name, Throwable failure, boolean storage) {
    assertEquals(storage, StorageFailures.isStorageFailure(failure));
  }
}
