package org.postern.admin.common;

/**
 * An object as it is stored, with the revision that a change has to state.
 *
 * @param value the object as administrators see it
 * @param revision the revision of its row
 */
public record Stored<T>(T value, Revision revision) {}
