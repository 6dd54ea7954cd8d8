/** The background job: the purge of expired rows, on one node at a time. */
package org.postern.job;
