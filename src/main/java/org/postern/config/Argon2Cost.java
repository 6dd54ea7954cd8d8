package org.postern.config;

/**
 * What one Argon2id hash costs. RFC 9106 §4.
 *
 * @param memoryKib memory in KiB
 * @param iterations passes over the memory
 * @param parallelism lanes
 */
public record Argon2Cost(int memoryKib, int iterations, int parallelism) {

  /** RFC 9106 §4, the second recommended option: 64 MiB, three passes, four lanes. */
  private static final Argon2Cost RECOMMENDED = new Argon2Cost(65_536, 3, 4);

  /**
   * Whether a hash that came from elsewhere may cost this much on this server: no more memory, and
   * no more memory times passes, than what is configured here or, if that is more, than the second
   * option that RFC 9106 §4 recommends. Any other would make each login of its user as dear as
   * whoever wrote it wanted.
   *
   * @param configured what a new hash costs here
   */
  public boolean isAffordable(Argon2Cost configured) {
    return iterations >= 1
        && parallelism >= 1
        && parallelism <= RECOMMENDED.parallelism
        && memoryKib >= 8 * parallelism
        && memoryKib <= Math.max(configured.memoryKib, RECOMMENDED.memoryKib)
        && work() <= Math.max(configured.work(), RECOMMENDED.work());
  }

  /** The limits of {@link #isAffordable} for whoever wrote the hash. */
  public static String limits(Argon2Cost configured) {
    return "m of at most "
        + Math.max(configured.memoryKib, RECOMMENDED.memoryKib)
        + " and m times t of at most "
        + Math.max(configured.work(), RECOMMENDED.work());
  }

  private long work() {
    return (long) memoryKib * iterations;
  }
}
