package org.postern.it;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The passwords and client secrets that fixtures of this JVM made, which no log may hold. */
final class SecretsOfTests {

  private static final Set<String> REMEMBERED = ConcurrentHashMap.newKeySet();

  private SecretsOfTests() {}

  static void remember(String secret) {
    REMEMBERED.add(secret);
  }

  static Set<String> all() {
    return Set.copyOf(REMEMBERED);
  }
}
