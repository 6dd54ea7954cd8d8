/**
 * A test-only addition that is deployed beside the WAR's classes and never shipped: a clock that
 * tests can move, and a servlet by which tests call the use cases of {@code admin} and inspect
 * rows.
 */
package org.postern.testing;
