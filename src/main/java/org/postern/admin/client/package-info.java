/**
 * The use cases for clients, their secrets and the users assigned to them, and what happens to the
 * secrets of a client that loses its owner.
 */
package org.postern.admin.client;
