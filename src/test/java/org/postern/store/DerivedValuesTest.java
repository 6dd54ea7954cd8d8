package org.postern.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DerivedValuesTest {

  private final DerivedValues<String, String> values = new DerivedValues<>();
  private final AtomicInteger derived = new AtomicInteger();

  private String get(String key, long version) {
    return get(key, version, Instant.EPOCH);
  }

  private String get(String key, long version, Instant updated) {
    return values.get(
        key, version, updated, () -> key + "-" + version + "-" + derived.incrementAndGet());
  }

  @Test
  void derivesOncePerVersion() {
    assertEquals("a-1-1", get("a", 1));
    assertEquals("a-1-1", get("a", 1));
    assertEquals("a-2-2", get("a", 2));
    assertEquals("a-2-2", get("a", 2));
  }

  @Test
  void keepsKeysApart() {
    assertEquals("a-1-1", get("a", 1));
    assertEquals("b-1-2", get("b", 1));
    assertEquals("a-1-1", get("a", 1));
  }

  /**
   * After a transaction that was rolled back, a value of a version may be kept that is no longer
   * valid.
   */
  @Test
  void goesBackWithTheVersion() {
    assertEquals("a-2-1", get("a", 2));
    assertEquals("a-1-2", get("a", 1));
  }

  /** If a row is deleted and created again, its versions start from the same number again. */
  @Test
  void tellsRowsApartThatWereMadeAnew() {
    assertEquals("a-0-1", get("a", 0, Instant.EPOCH));
    assertEquals("a-0-2", get("a", 0, Instant.EPOCH.plusSeconds(1)));
  }

  @Test
  void startsOverWhenItIsFull() {
    for (int i = 0; i < 20_000; i++) {
      get("key" + i, 1);
    }
    assertEquals("key0-1-1", get("key0", 1));

    get("one more", 1);

    assertEquals("key0-1-20002", get("key0", 1));
  }
}
