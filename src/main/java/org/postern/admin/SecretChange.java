package org.postern.admin;

import java.time.Instant;
import java.util.Optional;

/**
 * What to change of a secret; its value never changes.
 *
 * @param label empty leaves it
 * @param never whether it shall never expire
 * @param expires when it shall expire; empty leaves it
 */
public record SecretChange(Optional<String> label, boolean never, Optional<Instant> expires) {}
