/**
 * Revocation, RFC 7009. {@link org.postern.endpoint.revocation.RevocationResource} reads the
 * request, {@link org.postern.endpoint.revocation.RevocationService} ends the token in one
 * transaction.
 */
package org.postern.endpoint.revocation;
