/**
 * A test-only addition that is deployed beside the WAR's classes and never shipped: a clock that
 * tests can move, a servlet by which tests call the use cases of {@code admin} and inspect rows,
 * and a grant and a client authentication method as an extension would add them.
 */
package org.postern.testing;
