package org.postern.admin.user;

import java.time.Instant;
import java.util.Optional;
import org.postern.audit.Snapshot;
import org.postern.entity.User;

/** The hash of a password that was checked, or a hash from an export. */
public final class HashedPassword {

  private final String value;
  private final boolean oneTime;
  private final Instant expires;

  public HashedPassword(String value) {
    this(value, false, null);
  }

  private HashedPassword(String value, boolean oneTime, Instant expires) {
    this.value = value;
    this.oneTime = oneTime;
    this.expires = expires;
  }

  /**
   * Returns this password as a one-time password, which allows only to set another password.
   *
   * @param until when the password stops working; empty for never
   */
  public HashedPassword oneTime(Optional<Instant> until) {
    return new HashedPassword(value, true, until.orElse(null));
  }

  void setOn(User user, Instant now) {
    if (oneTime) {
      user.setOneTimePassword(value, expires, now);
    } else {
      user.changePassword(value, now);
    }
  }

  boolean isOneTime() {
    return oneTime;
  }

  /** When the password stops working; empty for never. */
  Optional<Instant> expires() {
    return Optional.ofNullable(expires);
  }

  @Override
  public String toString() {
    return Snapshot.MASKED;
  }
}
