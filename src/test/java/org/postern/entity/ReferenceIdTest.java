package org.postern.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.postern.fixtures.TestClock;

class ReferenceIdTest {

  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  @Test
  void isTwentySixCharactersOfCrockfordsBase32() {
    for (int i = 0; i < 1_000; i++) {
      String id = ReferenceId.newId(TestClock.START);

      assertTrue(id.matches("[" + ALPHABET + "]{26}"), id);
    }
  }

  @Test
  void beginsWithTheTime() {
    // 1 s = 1000 ms = 31 * 32 + 8.
    assertEquals("00000000Z8", ReferenceId.newId(Instant.ofEpochSecond(1)).substring(0, 10));
  }

  @Test
  void laterOnesSortBehindEarlierOnes() {
    String before = ReferenceId.newId(TestClock.START);
    String after = ReferenceId.newId(TestClock.START.plusMillis(1));
    String muchLater = ReferenceId.newId(Instant.parse("9999-12-31T23:59:59Z"));

    assertTrue(before.compareTo(after) < 0);
    assertTrue(after.compareTo(muchLater) < 0);
  }

  @Test
  void nothingSortsBeforeTheEarliestOfATime() {
    String earliest = ReferenceId.earliest(TestClock.START);

    assertEquals(26, earliest.length());
    assertTrue(ReferenceId.newId(TestClock.START).compareTo(earliest) >= 0);
    assertTrue(ReferenceId.newId(TestClock.START.minusMillis(1)).compareTo(earliest) < 0);
  }

  @Test
  void isUniqueWithinAMillisecond() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      seen.add(ReferenceId.newId(TestClock.START));
    }

    assertEquals(10_000, seen.size());
  }

  /** There are 80 random bits: every character after the time must take every value. */
  @Test
  void everyCharacterBehindTheTimeIsRandom() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 2_000; i++) {
      String id = ReferenceId.newId(TestClock.START);
      for (int at = 10; at < id.length(); at++) {
        seen.add(at + ":" + id.charAt(at));
      }
    }

    assertEquals(16 * 32, seen.size());
  }

  /** A retention of a hundred years begins before 1970. */
  @Test
  void noIdIsEarlierThanATimeBefore1970() {
    String earliest = ReferenceId.earliest(Instant.parse("1926-11-30T00:00:00Z"));

    assertTrue(earliest.compareTo(ReferenceId.newId(Instant.EPOCH)) <= 0, earliest);
    assertTrue(earliest.compareTo(ReferenceId.newId(TestClock.START)) < 0, earliest);
  }
}
