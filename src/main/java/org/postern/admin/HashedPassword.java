package org.postern.admin;

import java.time.Instant;
import java.util.Optional;
import org.postern.entity.User;

/** The hash of a password that was allowed, or that an export had. */
public final class HashedPassword {

  private final String value;
  private final boolean oneTime;
  private final Instant expires;

  HashedPassword(String value) {
    this(value, false, null);
  }

  private HashedPassword(String value, boolean oneTime, Instant expires) {
    this.value = value;
    this.oneTime = oneTime;
    this.expires = expires;
  }

  /**
   * The same, good for nothing but setting another.
   *
   * @param until when it stops working; empty for never
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

  /** When it stops working; empty for never. */
  Optional<Instant> expires() {
    return Optional.ofNullable(expires);
  }

  @Override
  public String toString() {
    return AuditDetail.MASKED;
  }
}
