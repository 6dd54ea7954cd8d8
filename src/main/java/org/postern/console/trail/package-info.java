/** The pages of the audit trail. */
package org.postern.console.trail;
