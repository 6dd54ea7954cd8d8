/** What this server offers, RFC 8414, generated from what is registered and switched on. */
package org.postern.endpoint.metadata;
