/**
 * Tokens, in the order in which they are met: {@link org.postern.token.Authorization} is what a
 * grant decided, {@link org.postern.token.TokenIssuer} makes {@link org.postern.token.IssuedTokens}
 * of it, {@link org.postern.token.RefreshTokenRotation} exchanges a refresh token for its
 * successor, which {@link org.postern.token.Successors} makes. {@link org.postern.token.LiveTokens}
 * decides whether a token still lives, for {@link org.postern.token.LocalTokenVerifier} at the
 * protected resources and {@link org.postern.token.TokenInspection} at introspection. {@link
 * org.postern.token.TokenRevoker} ends tokens.
 */
package org.postern.token;
