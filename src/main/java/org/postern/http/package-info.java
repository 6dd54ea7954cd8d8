/**
 * HTTP as all endpoints share it. A request meets {@link org.postern.http.TransportFilter} (TLS and
 * source address), at the OAuth endpoints {@link org.postern.http.Door} (method, media type, form),
 * and on its way out {@link org.postern.http.NoStoreFilter}; a refusal becomes a response in {@link
 * org.postern.http.OAuthExceptionMapper} or {@link org.postern.http.FailureMapper}.
 */
package org.postern.http;
