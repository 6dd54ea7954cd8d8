/**
 * The resources that every installation has: the content of a token, the accounts of its client and
 * user, and the state of the server. The bearer filter guards all of them except the state of the
 * server.
 */
package org.postern.resource;
