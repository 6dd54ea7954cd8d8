/**
 * The only users of {@code EntityManager}. The request paths read clients, users and scopes as
 * immutable values ({@link org.postern.store.RegisteredClient}, {@link
 * org.postern.store.UserAccount}, {@link org.postern.store.ScopeDefinition}); only {@code admin}
 * sees entities, to change them.
 *
 * <p>A value is derived once per version of its row. Each look-up asks the shared cache of JPA for
 * the row, which the server's own cache invalidates on every node, and takes the derived value only
 * if its version is the row's.
 */
package org.postern.store;
