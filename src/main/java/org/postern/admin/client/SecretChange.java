package org.postern.admin.client;

import java.time.Instant;
import java.util.Optional;

/**
 * A change of a secret. Its value never changes.
 *
 * @param label the new label; empty for no change
 * @param never whether the secret shall never expire
 * @param expires when the secret shall expire; empty for no change
 */
public record SecretChange(Optional<String> label, boolean never, Optional<Instant> expires) {}
