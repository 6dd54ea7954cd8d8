/** Signing in to the console, and the state of the user who is signed in. */
package org.postern.admin.session;
