/**
 * The code that runs before the first request. {@link org.postern.setup.StartUp} lists its steps:
 * the database is checked and migrated, the server's key is found or created, and the configured
 * import file or the demo data is applied through {@code admin}. A failing step stops the
 * deployment.
 */
package org.postern.setup;
