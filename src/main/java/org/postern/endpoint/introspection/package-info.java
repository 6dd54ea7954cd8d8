/**
 * Introspection, RFC 7662. {@link org.postern.endpoint.introspection.IntrospectionResource} reads
 * the request and writes the answer, {@link
 * org.postern.endpoint.introspection.IntrospectionService} finds the caller and asks {@code
 * token.TokenInspection}.
 */
package org.postern.endpoint.introspection;
