/** A small application of another team, protected with the jar that this build attaches. */
package org.postern.guest;
