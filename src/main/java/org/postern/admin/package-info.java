/**
 * The use cases of administration, for the admin API, the console and the import at start-up. Each
 * use case takes an {@link org.postern.admin.Actor} and checks its rights itself. It refuses with
 * an {@link org.postern.admin.AdministrationException}, returns records, and writes a line of the
 * audit trail for every change in the same transaction.
 *
 * <p>A change passes these classes in order. An {@code *Administration} bean opens the transaction.
 * A {@code *Changes} bean locks the rows, checks the {@code *Rules}, which need no database, and
 * writes. The import is one transaction with many changes, so it calls the {@code *Changes} beans
 * directly.
 *
 * <p>For an import, {@link org.postern.admin.ConfigurationImport} lets {@code ImportReader} read
 * the text, hashes the passwords, and passes both to {@link
 * org.postern.admin.ImportAdministration}.
 *
 * <p>Inside a transaction these classes read entities only and never the derived values of {@code
 * store}, because those are cached for the request paths and must not contain changes that may be
 * rolled back.
 */
package org.postern.admin;
