/**
 * The HTTP code that all endpoints share. A request passes {@link org.postern.http.TransportFilter}
 * (TLS, source address, body) and, at the OAuth endpoints, {@link org.postern.http.Door} (method,
 * media type, form). The answer passes {@link org.postern.http.NoStoreFilter}. {@link
 * org.postern.http.OAuthExceptionMapper}, {@link org.postern.http.ProblemMapper} and {@link
 * org.postern.http.FailureMapper} turn exceptions into responses.
 */
package org.postern.http;
