/**
 * Tests against the deployed WAR, over HTTP only. {@link org.postern.it.DeployedOnce} deploys it
 * once for all classes, together with {@code org.postern.testing}; {@link org.postern.it.Postern}
 * speaks HTTP to it; {@link org.postern.it.Clients} and {@link org.postern.it.Users} make what a
 * test needs, under names that no other test has.
 */
package org.postern.it;
