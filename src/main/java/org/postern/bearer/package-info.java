/**
 * Protects resources with bearer tokens, RFC 6750: {@link org.postern.bearer.BearerFilter} reads
 * the Authorization header, asks a {@link org.postern.bearer.TokenVerifier}, compares the token
 * with the method's {@link org.postern.bearer.RequiresScope} and sets the {@link
 * org.postern.bearer.BearerPrincipal}. Another application can take this package along; it imports
 * nothing that persists. There the verifier is {@link
 * org.postern.bearer.IntrospectingTokenVerifier}, RFC 7662: {@code IntrospectionExchange} asks,
 * {@code IntrospectionResponse} reads the answer, {@code IntrospectionCache} may keep it.
 */
package org.postern.bearer;
