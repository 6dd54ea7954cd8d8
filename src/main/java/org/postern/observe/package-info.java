/**
 * What an operator looks at: health, for the HTTP resource and for MicroProfile Health alike, and
 * meters.
 */
package org.postern.observe;
