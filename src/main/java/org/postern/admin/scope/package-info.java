/** The use cases for scopes. */
package org.postern.admin.scope;
