/**
 * Introspection, RFC 7662. {@link org.postern.endpoint.introspection.IntrospectionResource} speaks
 * HTTP, and {@link org.postern.endpoint.introspection.IntrospectionEndpoint} finds the caller and
 * asks {@code token.TokenInspection}. Introspection writes nothing, so no service opens a
 * transaction.
 */
package org.postern.endpoint.introspection;
