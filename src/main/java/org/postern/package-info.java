/**
 * The JAX-RS applications of Postern, each at its own path and with its own list of resources and
 * providers; none at the root, which belongs to the console's pages.
 */
package org.postern;
