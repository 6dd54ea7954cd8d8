/**
 * Protects resources with bearer tokens, RFC 6750: {@link org.postern.bearer.BearerFilter} reads
 * the Authorization header, asks a {@link org.postern.bearer.TokenVerifier}, compares the token
 * with the method's {@link org.postern.bearer.RequiresScope} and sets the {@link
 * org.postern.bearer.BearerPrincipal}. Another application can use this package in its own WAR,
 * because it imports no persistence. There {@code guest} has the verifier.
 */
package org.postern.bearer;
