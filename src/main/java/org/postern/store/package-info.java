/**
 * The only classes that use {@code EntityManager}. The request paths read clients, users and scopes
 * as immutable values ({@link org.postern.store.RegisteredClient}, {@link
 * org.postern.store.UserAccount}, {@link org.postern.store.ScopeDefinition}). Only {@code admin}
 * uses their entities, to change them.
 *
 * <p>A value is derived once for each version of its row. Each lookup reads the row from the shared
 * cache of JPA, which the server invalidates on every node, and uses the derived value only if it
 * has the version of the row.
 */
package org.postern.store;
