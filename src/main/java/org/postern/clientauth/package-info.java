/**
 * Client authentication, RFC 6749 §2.3. {@link org.postern.clientauth.ClientAuthentication} asks
 * each {@link org.postern.clientauth.ForAuthMethod} bean whether the request uses it, refuses two
 * at once, and checks what the one method claims. Only this package makes an {@link
 * org.postern.clientauth.AuthenticatedClient}.
 */
package org.postern.clientauth;
