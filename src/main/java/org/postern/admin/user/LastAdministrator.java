package org.postern.admin.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Supplier;
import org.postern.admin.common.AdministrationException;
import org.postern.admin.common.LockedRows;
import org.postern.admin.common.Operator;
import org.postern.store.UserStore;
import org.postern.user.DirectoryLogin;

/**
 * Protects the last administrator: after a change there must still be a user who can sign in and
 * change everything. Such a user has the role {@code administrator}, is enabled and not locked, and
 * has a password that does not expire. A one-time password that expires does not count, because it
 * may expire unused. A user whose password a directory keeps counts.
 */
@ApplicationScoped
public class LastAdministrator {

  /** The message that says why a change is refused and what to do. */
  public static final String MESSAGE =
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
  public LastAdministrator(UserStore users, LockedRows rows, DirectoryLogin directory) {
    this.users = users;
    this.rows = rows;
    this.directory = directory;
  }

  /**
   * Tells whether there is an administrator who can sign in. Changes of the running transaction
   * count.
   */
  public boolean exists() {
    return users.hasWorkingUser(Operator.ADMINISTRATOR, directory.isUsed());
  }

  /**
   * Runs a change in the transaction of the caller, which must not have locked any row yet. A lock
   * makes such changes run one after another, in case two administrators remove each other at the
   * same time. If there was no administrator before, the change is allowed.
   *
   * @throws AdministrationException CONFLICT if the change removes the last administrator
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
