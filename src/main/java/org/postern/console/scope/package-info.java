/** The pages of scopes. */
package org.postern.console.scope;
