/**
 * What stands around every page of the console: the filter, sessions, forms as they are sent, error
 * pages, and the settings of Jakarta Faces.
 */
package org.postern.console.frame;
