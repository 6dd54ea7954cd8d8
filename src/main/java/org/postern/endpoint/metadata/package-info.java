/**
 * The metadata of the authorization server, RFC 8414, made from the grants and methods that are
 * registered and switched on.
 */
package org.postern.endpoint.metadata;
