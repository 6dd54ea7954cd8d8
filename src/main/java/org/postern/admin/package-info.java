/**
 * The use cases of administration, shared by the import at start-up and by whatever else changes
 * clients, users and scopes. Each takes an {@link org.postern.admin.Actor} and checks its rights
 * itself, refuses with an {@link org.postern.admin.AdministrationException}, returns records and
 * writes an audit row for every change in the same transaction.
 *
 * <p>A change meets the classes in this order: an {@code *Administration} opens the transaction; a
 * {@code *Changes} bean behind it locks the rows, asks the pure {@code *Rules} and writes. The
 * import is one transaction over many changes, so it calls the {@code *Changes} beans directly.
 *
 * <p>An import: {@link org.postern.admin.ConfigurationImport} has {@code ImportReader} turn the
 * text into values, hashes the passwords, and hands both to {@link
 * org.postern.admin.ImportAdministration}.
 *
 * <p>Inside a transaction these classes read entities only, never the derived values of {@code
 * store}: those are kept for the request paths and must not hold what may still be rolled back.
 */
package org.postern.admin;
