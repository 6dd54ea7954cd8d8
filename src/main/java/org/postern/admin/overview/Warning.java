package org.postern.admin.overview;

/**
 * A warning about something that works but should be changed.
 *
 * @param kind the kind of the warning
 * @param count the number of affected clients, at most {@value #MAX_COUNT}; 0 if the warning is not
 *     about clients
 */
public record Warning(Kind kind, int count) {

  /** The number at which counting of clients stops. */
  public static final int MAX_COUNT = 100;

  /** The kinds of warnings. */
  public enum Kind {
    /** The key of the keyed hashes is in the same database as the hashes. */
    KEY_IN_DATABASE,
    /** Rows that expired long ago have not been deleted. */
    PURGE_BACKLOG,
    /** Some clients have secrets that can be guessed. */
    WEAK_SECRETS,
    /** Some clients have secrets that a former owner may know. */
    SECRETS_FOR_REVIEW,
    /** Some clients have secrets that are older than a year. */
    OLD_SECRETS,
    /** Some clients have not authenticated for 90 days. */
    UNUSED_CLIENTS,
    /** Some clients may use the password grant: RFC 9700 §2.4. */
    PASSWORD_GRANT
  }

  /** Whether there may be more clients than {@link #count}. */
  public boolean isMore() {
    return count == MAX_COUNT;
  }
}
