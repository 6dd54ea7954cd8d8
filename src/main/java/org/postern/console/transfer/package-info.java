/** The page for import and export. */
package org.postern.console.transfer;
