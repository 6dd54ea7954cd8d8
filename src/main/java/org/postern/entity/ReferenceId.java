package org.postern.entity;

import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

/**
 * The id of one line of the audit trail, 26 characters of Crockford's base 32. The first ten are
 * the time in milliseconds, so that later ids sort after earlier ones. The rest are 80 random bits.
 */
public final class ReferenceId {

  private static final char[] DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();

  private ReferenceId() {}

  /** Creates a new id for this time. */
  public static String newId(Instant now) {
    // The lowest 40 bits of the second half and the highest 40 bits of the first half are random.
    // The variant and the version of the UUID are in other bits.
    UUID random = UUID.randomUUID();
    char[] id = new char[26];
    write(id, 0, 10, now.toEpochMilli());
    write(id, 10, 8, random.getLeastSignificantBits());
    write(id, 18, 8, random.getMostSignificantBits() >>> 24);
    return new String(id);
  }

  /** The smallest possible id for this time; of all ids for a time before 1970. */
  public static String earliest(Instant time) {
    char[] id = new char[26];
    Arrays.fill(id, DIGITS[0]);
    write(id, 0, 10, Math.max(0, time.toEpochMilli()));
    return new String(id);
  }

  private static void write(char[] id, int from, int length, long bits) {
    long rest = bits;
    for (int i = from + length - 1; i >= from; i--) {
      id[i] = DIGITS[(int) (rest & 31)];
      rest >>>= 5;
    }
  }
}
