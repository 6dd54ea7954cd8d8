/** User names and passwords as values, and the check of a user's password. */
package org.postern.user;
