/**
 * What the first start creates, and the check that no credentials of the published demo data are in
 * use.
 */
package org.postern.admin.start;
