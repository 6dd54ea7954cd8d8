package org.postern.config;

/**
 * What one Argon2id hash costs. RFC 9106 §4.
 *
 * @param memoryKib memory in KiB
 * @param iterations passes over the memory
 * @param parallelism lanes
 */
public record Argon2Cost(int memoryKib, int iterations, int parallelism) {}
