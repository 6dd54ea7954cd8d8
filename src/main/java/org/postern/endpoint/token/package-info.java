/**
 * The token endpoint, RFC 6749 §3.2. {@link org.postern.endpoint.token.TokenResource} reads the
 * request. {@link org.postern.endpoint.token.TokenService} takes the steps one after another, and
 * {@link org.postern.endpoint.token.IssuingService} takes the last ones in one transaction. {@link
 * org.postern.endpoint.token.TokenResponse} writes the answer.
 */
package org.postern.endpoint.token;
