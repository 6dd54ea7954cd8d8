/** The protected resources that every installation has, each behind the bearer filter. */
package org.postern.resource;
