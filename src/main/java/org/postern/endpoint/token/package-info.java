/**
 * The token endpoint, RFC 6749 §3.2. {@link org.postern.endpoint.token.TokenResource} speaks HTTP.
 * {@link org.postern.endpoint.token.TokenEndpoint} takes the steps one after another, and {@link
 * org.postern.endpoint.token.TokenService} takes the last ones in one transaction.
 */
package org.postern.endpoint.token;
