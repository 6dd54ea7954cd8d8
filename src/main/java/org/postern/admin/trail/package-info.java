/** The use cases that read the audit trail and explain refusals. */
package org.postern.admin.trail;
