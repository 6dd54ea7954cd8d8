/**
 * User names, passwords, and the check of a user's password against the database or the directory.
 */
package org.postern.user;
