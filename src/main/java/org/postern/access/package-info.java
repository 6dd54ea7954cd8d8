/**
 * The one gate, which decides whether this client and this user may still hold a token. Every
 * issue, every bearer token at Postern's own resources and every introspection passes through
 * {@link org.postern.access.AccessGate#judge}.
 */
package org.postern.access;
