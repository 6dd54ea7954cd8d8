/** The use cases that find, list and end tokens. */
package org.postern.admin.token;
