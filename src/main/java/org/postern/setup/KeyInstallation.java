package org.postern.setup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Optional;
import java.util.logging.Logger;
import org.postern.config.PosternConfig;
import org.postern.crypto.ServerKeys;

/** Sets the server's key: the configured one, or else the one in the database. */
@ApplicationScoped
public class KeyInstallation {

  private static final Logger LOG = Logger.getLogger(KeyInstallation.class.getName());

  private final PosternConfig config;
  private final DatabaseKey databaseKey;
  private final ServerKeys keys;

  /** For the proxy only. */
  protected KeyInstallation() {
    this(null, null, null);
  }

  @Inject
  public KeyInstallation(PosternConfig config, DatabaseKey databaseKey, ServerKeys keys) {
    this.config = config;
    this.databaseKey = databaseKey;
    this.keys = keys;
  }

  /**
   * Sets the key. Warns if the key is in the database, or if the configured key replaces one that
   * is there.
   */
  public void install() {
    Optional<byte[]> configured = config.key();
    if (configured.isPresent()) {
      warnIfReplaced(configured.get());
      keys.install(configured.get());
      return;
    }
    keys.install(databaseKey.findOrMake());
    LOG.warning(
        "postern.key is not set: the key of this server is kept in its database, so whoever steals"
            + " the database has both the hashes of client secrets and their key. Set postern.key"
            + " to base64 of 32 random bytes; client secrets then have to be set again.");
  }

  private void warnIfReplaced(byte[] configured) {
    Optional<byte[]> kept = databaseKey.find();
    if (kept.isPresent() && !Arrays.equals(kept.get(), configured)) {
      LOG.warning(
          "postern.key is set, so the key in the database is no longer used: client secrets that"
              + " were set under it do not match any more.");
    }
  }
}
