/**
 * A test-only addition that is deployed beside the WAR's classes and never shipped: a clock that
 * tests move, and a servlet through which they reach the use cases of {@code admin} and look at
 * rows.
 */
package org.postern.testing;
