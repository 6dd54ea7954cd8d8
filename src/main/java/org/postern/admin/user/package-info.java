/** The use cases for users, their roles and passwords, and for a user's own account. */
package org.postern.admin.user;
