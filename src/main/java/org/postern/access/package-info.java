/**
 * The one gate, which decides whether this client and this user may still hold a token. {@link
 * org.postern.access.AccessGate#judge} decides about every bearer token at Postern's own resources,
 * every introspection and every refresh. A new token has no scope yet, so {@code judgeHolder}
 * decides about client and user alone before the scope is chosen.
 */
package org.postern.access;
