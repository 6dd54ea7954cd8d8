/**
 * What runs before the first request: {@link org.postern.setup.StartUp} is the list of its steps.
 * The database is migrated and looked at, the server's key is found or made, and the configured
 * import or the demo data is applied through {@code admin}. Whatever fails stops the deployment.
 */
package org.postern.setup;
