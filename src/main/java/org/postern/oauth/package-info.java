/**
 * The words of the protocol as values: client ids, scopes, grant types, parameter names and the
 * errors. Depends on nothing but the JDK, so that a guest application can take it along.
 *
 * <p>A refusal starts here: code throws an {@link org.postern.oauth.OAuthException} holding one
 * {@link org.postern.oauth.OAuthError} and the true {@link org.postern.oauth.RefusalReason}.
 */
package org.postern.oauth;
