/** Health, for both the HTTP resource and MicroProfile Health, and meters. */
package org.postern.observe;
