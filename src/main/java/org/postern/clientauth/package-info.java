/**
 * Client authentication, RFC 6749 §2.3. {@link org.postern.clientauth.ClientAuthentication} asks
 * each {@link org.postern.clientauth.ClientAuthenticationMethod} whether the request uses it. It
 * refuses a request that uses two methods, and checks the credentials that the one method has read.
 * Only this package creates an {@link org.postern.clientauth.AuthenticatedClient}.
 */
package org.postern.clientauth;
