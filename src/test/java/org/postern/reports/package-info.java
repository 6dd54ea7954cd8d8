/**
 * A small application as another team might write it, protected with the jar that this build
 * attaches.
 */
package org.postern.reports;
