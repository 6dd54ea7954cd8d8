/**
 * The life of tokens, from the decision of a grant to their end. {@link
 * org.postern.token.Authorization} is the decision of a grant. {@link
 * org.postern.token.TokenIssuer} creates {@link org.postern.token.IssuedTokens} from it. {@link
 * org.postern.token.RefreshTokenRotation} exchanges a refresh token for its successor, which {@link
 * org.postern.token.Successors} creates. {@link org.postern.token.LiveTokens} decides whether a
 * token is still live. It is asked by {@link org.postern.token.LocalTokenVerifier} for the
 * protected resources and by {@link org.postern.token.TokenInspection} for introspection. {@link
 * org.postern.token.TokenRevoker} ends tokens.
 */
package org.postern.token;
