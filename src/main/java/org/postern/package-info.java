/**
 * The JAX-RS applications of Postern. Each has its own path and its own list of resources and
 * providers. None is at the root, because the pages of the console are there.
 */
package org.postern;
