/** The pages of users. */
package org.postern.console.user;
