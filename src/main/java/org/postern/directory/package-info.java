/**
 * Users whose passwords a directory keeps. {@link org.postern.directory.Directory} asks Jakarta
 * Security, which uses {@link org.postern.directory.LdapIdentityStore} and any other {@code
 * IdentityStore} in the WAR. If there is no usable answer, the result is a {@link
 * org.postern.directory.DirectoryException} and never a wrong password.
 */
package org.postern.directory;
