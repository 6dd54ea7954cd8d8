/**
 * Protects resources with bearer tokens, RFC 6750: {@link org.postern.bearer.BearerFilter} reads
 * the Authorization header, asks a {@link org.postern.bearer.TokenVerifier}, compares the token
 * with the method's {@link org.postern.bearer.RequiresScope} and sets the {@link
 * org.postern.bearer.BearerPrincipal}. Another application can use this package in its own WAR,
 * because it imports no persistence. There the verifier is {@link
 * org.postern.bearer.IntrospectingTokenVerifier}, RFC 7662: {@code IntrospectionExchange} asks the
 * server, {@code IntrospectionResponse} reads the answer, and {@code IntrospectionCache} may keep
 * it.
 */
package org.postern.bearer;
