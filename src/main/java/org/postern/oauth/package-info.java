/**
 * Terms of the protocol as Java types: client ids, scopes, grant types, parameter names and errors.
 * The package depends on nothing but the JDK, so that an application can use it with the bearer
 * filter.
 *
 * <p>A refusal starts here: code throws an {@link org.postern.oauth.OAuthException} holding one
 * {@link org.postern.oauth.OAuthError} and the true {@link org.postern.oauth.RefusalReason}.
 */
package org.postern.oauth;
