/**
 * What the resources of the API share that call use cases: who calls, the body, and the answer to a
 * refusal. {@link org.postern.http} has what the OAuth endpoints need too.
 */
package org.postern.api;
