package org.postern.admin.client;

import java.time.Duration;
import java.util.Optional;
import org.postern.admin.common.Problems;
import org.postern.entity.ClientSettings;

/** The time for which secrets that a former owner may know continue to work. */
public final class SecretGrace {

  /** The time if a change names none. */
  public static final Duration DEFAULT = Duration.ofDays(30);

  /** The member that sets it. Only patches have it. */
  public static final String MEMBER = "secret_grace";

  private SecretGrace() {}

  /** Checks the time of a change. */
  public static void check(Problems problems, Optional<Duration> grace) {
    grace
        .filter(time -> time.isNegative() || time.compareTo(ClientSettings.MAX_LIFETIME) > 0)
        .ifPresent(
            time ->
                problems.add("/" + MEMBER, "must be from PT0S to " + ClientSettings.MAX_LIFETIME));
  }
}
