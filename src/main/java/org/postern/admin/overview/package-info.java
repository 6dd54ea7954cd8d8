/** What the first page of the console shows: numbers and warnings. */
package org.postern.admin.overview;
