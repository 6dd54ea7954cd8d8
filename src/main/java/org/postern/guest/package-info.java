/**
 * What an application needs besides {@code bearer} to have its tokens verified by Postern over
 * HTTP, RFC 7662: {@link org.postern.guest.IntrospectingTokenVerifier} is its verifier, {@link
 * org.postern.guest.IntrospectionConfig} has its settings, {@code IntrospectionExchange} asks the
 * server, {@code IntrospectionResponse} reads the answer, and {@code IntrospectionCache} may keep
 * it. Postern itself uses nothing of this package.
 */
package org.postern.guest;
