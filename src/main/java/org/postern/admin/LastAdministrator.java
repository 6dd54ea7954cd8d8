package org.postern.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Supplier;
import org.postern.store.UserStore;
import org.postern.user.DirectoryLogin;

/**
 * Keeps the last administrator: a change must leave somebody who can sign in and change everything.
 * That is a user with the role {@code administrator}, enabled, not locked, whose password does not
 * expire. A one-time password that expires does not count, because nobody may use it in time. A
 * user whose password a directory keeps counts.
 */
@ApplicationScoped
class LastAdministrator {

  /** Says why a change is refused, and what to do. */
  static final String MESSAGE =
      "would leave no administrator who is enabled, not locked, and has a password that does not"
          + " expire; make another user an administrator before";

  private final UserStore users;
  private final LockedRows rows;
  private final DirectoryLogin directory;

  /** For the proxy only. */
  protected LastAdministrator() {
    this(null, null, null);
  }

  @Inject
  LastAdministrator(UserStore users, LockedRows rows, DirectoryLogin directory) {
    this.users = users;
    this.rows = rows;
    this.directory = directory;
  }

  /** Whether there is one, with what the transaction has changed. */
  boolean exists() {
    return users.hasWorkingUser(Operator.ADMINISTRATOR, directory.isUsed());
  }

  /**
   * Runs a change in the transaction of the caller, which has locked no row yet. The lock makes two
   * administrators queue up who remove each other at the same moment. A server that has no
   * administrator can be changed all the same.
   *
   * @throws AdministrationException CONFLICT if the change takes the last administrator
   */
  <T> T keep(Supplier<T> change) {
    rows.lockCreation();
    boolean existed = exists();
    T result = change.get();
    if (existed && !exists()) {
      throw AdministrationException.conflict("", MESSAGE);
    }
    return result;
  }
}
