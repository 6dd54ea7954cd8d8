/**
 * The one gate: may this client and this user still hold this? Every grant, the bearer filter and
 * introspection pass through {@link org.postern.access.AccessGate#judge}.
 */
package org.postern.access;
