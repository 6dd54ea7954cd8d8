/**
 * Access tokens: {@link org.postern.token.Authorization} is what a grant decided, {@link
 * org.postern.token.TokenIssuer} makes the token of it, {@link
 * org.postern.token.LocalTokenVerifier} meets the token again.
 */
package org.postern.token;
