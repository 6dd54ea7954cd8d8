/** The pages for signing in and for the own password. */
package org.postern.console.session;
