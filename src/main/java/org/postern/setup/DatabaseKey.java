package org.postern.setup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Base64;
import java.util.Optional;
import org.postern.config.Clock;
import org.postern.crypto.ServerKeys;
import org.postern.entity.ServerKey;
import org.postern.store.SetupStore;

/** The server's key in the database, which is used if no key is configured. */
@ApplicationScoped
public class DatabaseKey {

  private final SetupStore store;
  private final Clock clock;

  /** For the proxy only. */
  protected DatabaseKey() {
    this(null, null);
  }

  @Inject
  public DatabaseKey(SetupStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Finds the key that an earlier start has created. */
  public Optional<byte[]> find() {
    return store.findKey().map(row -> Base64.getDecoder().decode(row.keyBase64()));
  }

  /** Finds the key that an earlier start or another node has created, or creates one. */
  @Transactional
  public byte[] findOrMake() {
    store.lock();
    return find().orElseGet(this::make);
  }

  private byte[] make() {
    byte[] key = ServerKeys.newKey();
    store.addKey(new ServerKey(Base64.getEncoder().encodeToString(key), clock.now()));
    return key;
  }
}
