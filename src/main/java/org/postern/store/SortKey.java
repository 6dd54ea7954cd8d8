package org.postern.store;

import java.util.function.Function;

/**
 * By what a list can be sorted.
 *
 * @param name what callers call it
 * @param path its JPQL path; never null in a row
 * @param value the same of an entity: a String, a Long or an Instant
 */
public record SortKey<T>(String name, String path, Function<T, Object> value) {}
