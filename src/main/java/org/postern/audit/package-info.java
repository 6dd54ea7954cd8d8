/**
 * The audit trail, the reference ids of its lines, and the usage figures of clients. A change is
 * written in the transaction that makes it. Refusals and counts are kept in limited memory and
 * flushed every second, so that no caller waits for them and no stranger can fill the disk.
 */
package org.postern.audit;
