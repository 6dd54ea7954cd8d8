/**
 * Revocation, RFC 7009. {@link org.postern.endpoint.revocation.RevocationResource} speaks HTTP,
 * {@link org.postern.endpoint.revocation.RevocationEndpoint} takes the steps, and {@link
 * org.postern.endpoint.revocation.RevocationService} ends the token in one transaction.
 */
package org.postern.endpoint.revocation;
