/** The first page of the console. */
package org.postern.console.overview;
