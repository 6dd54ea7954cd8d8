/**
 * Users whose passwords are kept elsewhere. {@link org.postern.directory.Directory} asks the
 * server's Jakarta Security, which finds {@link org.postern.directory.LdapIdentityStore}, and any
 * other {@code IdentityStore} that is put into the WAR. What is not an answer of the directory is a
 * {@link org.postern.directory.DirectoryException}, never a wrong password.
 */
package org.postern.directory;
