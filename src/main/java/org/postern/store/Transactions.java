package org.postern.store;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionalException;
import jakarta.transaction.UserTransaction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.postern.oauth.OAuthException;

/**
 * Transactions without an annotation, for what happens thousands of times a second: the interceptor
 * of {@code @Transactional} and the events that it has CDI fire cost more than the rest of a
 * transaction. See docs/performance.md.
 */
@ApplicationScoped
public class Transactions {

  @Resource private UserTransaction transaction;

  /** For the container, which injects the rest. */
  protected Transactions() {}

  /** On this transaction manager. */
  public Transactions(UserTransaction transaction) {
    this.transaction = transaction;
  }

  /**
   * Does some work in a transaction of its own, which is committed when this returns, and undone
   * when the work ends with an exception. Must not be called in a transaction.
   *
   * @param leavesTrace for which refusals the transaction is committed all the same
   * @throws TransactionalException if it cannot be begun or committed
   */
  public <T> T call(Supplier<T> work, Predicate<OAuthException> leavesTrace) {
    begin();
    T result;
    try {
      result = work.get();
    } catch (OAuthException refusal) {
      if (leavesTrace.test(refusal)) {
        commit();
      } else {
        rollback(refusal);
      }
      throw refusal;
    } catch (RuntimeException | Error failure) {
      rollback(failure);
      throw failure;
    }
    commit();
    return result;
  }

  /** The same for work without a result, of which no refusal leaves a trace. */
  public void run(Runnable work) {
    call(
        () -> {
          work.run();
          return null;
        },
        refusal -> false);
  }

  private void begin() {
    try {
      transaction.begin();
    } catch (NotSupportedException | SystemException e) {
      throw new TransactionalException("The transaction cannot be begun", e);
    }
  }

  private void commit() {
    try {
      transaction.commit();
    } catch (RollbackException
        | HeuristicMixedException
        | HeuristicRollbackException
        | SystemException e) {
      throw new TransactionalException("The transaction cannot be committed", e);
    }
  }

  private void rollback(Throwable failure) {
    try {
      transaction.rollback();
    } catch (RuntimeException | SystemException e) {
      failure.addSuppressed(e);
    }
  }
}
