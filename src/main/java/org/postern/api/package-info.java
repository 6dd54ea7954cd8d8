/**
 * What all resources below {@code api} share: who calls, the body of the request, and the answer
 * when a use case refuses. {@link org.postern.http} has what the OAuth endpoints need too.
 */
package org.postern.api;
