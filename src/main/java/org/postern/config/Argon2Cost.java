package org.postern.config;

import java.util.ArrayList;
import java.util.List;

/**
 * The cost of one Argon2id hash. RFC 9106 §4.
 *
 * @param memoryKib the memory in KiB
 * @param iterations the number of passes over the memory
 * @param parallelism the number of lanes
 */
public record Argon2Cost(int memoryKib, int iterations, int parallelism) {

  /** The second recommended option of RFC 9106 §4: 64 MiB, three passes, four lanes. */
  private static final Argon2Cost RECOMMENDED = new Argon2Cost(65_536, 3, 4);

  /**
   * Tells whether a hash that was made elsewhere may have this cost on this server. Its memory, and
   * its memory times passes, may not be larger than the configured cost or the second option of RFC
   * 9106 §4, whichever is larger. Without this limit, the author of a hash could make each login of
   * its user as expensive as he wants.
   *
   * @param configured the cost of a new hash on this server
   */
  public boolean isAffordable(Argon2Cost configured) {
    return iterations >= 1
        && parallelism >= 1
        && parallelism <= RECOMMENDED.parallelism
        && memoryKib >= 8 * parallelism
        && memoryKib <= Math.max(configured.memoryKib, RECOMMENDED.memoryKib)
        && work() <= Math.max(configured.work(), RECOMMENDED.work());
  }

  /** Describes the limits of {@link #isAffordable} for the author of a hash. */
  public static String limits(Argon2Cost configured) {
    return "m of at most "
        + Math.max(configured.memoryKib, RECOMMENDED.memoryKib)
        + " and m times t of at most "
        + Math.max(configured.work(), RECOMMENDED.work());
  }

  /**
   * Returns the costs of hashes that together take as long as a hash of this cost takes longer than
   * one of another cost; empty if it does not take longer.
   */
  public List<Argon2Cost> beyond(Argon2Cost other) {
    long more = Math.max(0, work() - other.work());
    int passes = (int) (more / memoryKib);
    int rest = (int) (more % memoryKib);
    List<Argon2Cost> costs = new ArrayList<>();
    if (passes > 0) {
      costs.add(new Argon2Cost(memoryKib, passes, parallelism));
    }
    if (rest >= 8 * parallelism) {
      costs.add(new Argon2Cost(rest, 1, parallelism));
    }
    return costs;
  }

  private long work() {
    return (long) memoryKib * iterations;
  }
}
