/**
 * What all use cases of administration share: the actor and its rights, refusals, the reading of
 * JSON and lists, and the locking of rows.
 *
 * <p>The packages below {@code admin} hold the use cases by what they administer, for the admin
 * API, the console and the import at start-up. Each use case takes an {@link Actor} and checks its
 * rights itself. It refuses with an {@link AdministrationException}, returns records, and writes a
 * line of the audit trail for every change in the same transaction.
 *
 * <p>A change passes these classes in order. An {@code *Administration} bean opens the transaction.
 * Only beans that are marked with {@link UseCases} may be called from outside, and a few that need
 * no actor, which a test names. A {@code *Changes} bean locks the rows, checks the {@code *Rules},
 * which need no database, and writes. The import is one transaction with many changes, so it calls
 * the {@code *Changes} beans directly.
 *
 * <p>Inside a transaction these classes read entities only and never the derived values of {@code
 * store}, because those are cached for the request paths and must not contain changes that may be
 * rolled back.
 */
package org.postern.admin.common;
