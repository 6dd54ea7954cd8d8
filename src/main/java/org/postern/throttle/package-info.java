/**
 * Counts failed passwords and secrets. A password's try is reserved before it is looked at and
 * released by success ({@link org.postern.throttle.LoginThrottling}); of secrets only failures
 * count ({@link org.postern.throttle.SecretThrottling}). Names that do not exist are counted like
 * those that do.
 */
package org.postern.throttle;
