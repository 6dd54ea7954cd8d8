/**
 * The resources that every installation has: what a token tells of its client and user, and the
 * state of the server. All but the last stand behind the bearer filter.
 */
package org.postern.resource;
