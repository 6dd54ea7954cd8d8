/**
 * The audit trail and the reference ids that lead into it. What changes something is written in the
 * transaction of the change; refusals and counts go through bounded memory and are flushed every
 * second, so that no caller waits for them and no stranger fills the disk.
 */
package org.postern.audit;
