package org.postern.admin;

/**
 * Something as it is stored, with the revision that a change of it has to name.
 *
 * @param value what administrators see
 * @param revision of its row
 */
public record Stored<T>(T value, Revision revision) {}
