/**
 * Counts failed passwords and secrets. A try of a password is reserved before the check and taken
 * back by a success ({@link org.postern.throttle.LoginThrottling}). Of secrets, only failures are
 * counted ({@link org.postern.throttle.SecretThrottling}). Names that do not exist are counted like
 * names that exist.
 */
package org.postern.throttle;
