package org.postern.admin;

/**
 * Something that works but should be changed.
 *
 * @param kind what it is
 * @param count how many clients it is about, at most {@value #MAX_COUNT}; 0 where it is about none
 */
public record Warning(Kind kind, int count) {

  /** Up to here clients are counted. */
  public static final int MAX_COUNT = 100;

  /** What should be changed. */
  public enum Kind {
    /** The key of the keyed hashes lies in the database beside them. */
    KEY_IN_DATABASE,
    /** Rows that expired long ago are still there. */
    PURGE_BACKLOG,
    /** Clients have secrets that can be guessed. */
    WEAK_SECRETS,
    /** Clients have secrets that a former owner may know. */
    SECRETS_FOR_REVIEW,
    /** Clients have secrets that nobody changed for a year. */
    OLD_SECRETS,
    /** Clients have not authenticated for a quarter of a year. */
    UNUSED_CLIENTS,
    /** Clients may use the password grant: RFC 9700 §2.4. */
    PASSWORD_GRANT
  }

  /** Whether there may be more than {@link #count}. */
  public boolean isMore() {
    return count == MAX_COUNT;
  }
}
