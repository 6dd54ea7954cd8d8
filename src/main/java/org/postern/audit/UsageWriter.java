package org.postern.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.postern.config.Clock;
import org.postern.oauth.ClientId;
import org.postern.store.ClientStore;
import org.postern.store.RegisteredClient;
import org.postern.store.UsageStore;
import org.postern.store.UsageStore.Counted;
import org.postern.store.UsageStore.Times;

/** Writes what the usage buffer held, in one transaction of its own. */
@ApplicationScoped
public class UsageWriter {

  private final ClientStore clients;
  private final UsageStore store;
  private final Clock clock;

  /** For the proxy only. */
  protected UsageWriter() {
    this(null, null, null);
  }

  @Inject
  public UsageWriter(ClientStore clients, UsageStore store, Clock clock) {
    this.clients = clients;
    this.store = store;
    this.clock = clock;
  }

  /** Writes all of it or nothing; clients that are gone are left out. */
  @Transactional
  void write(UsageBuffer.Batch batch) {
    Map<Long, Times> times = new HashMap<>();
    batch.clients().forEach((id, value) -> key(id).ifPresent(key -> times.put(key, value)));
    Map<Counted, Long> counts = new HashMap<>();
    batch
        .counts()
        .forEach(
            (counted, more) ->
                key(counted.clientId())
                    .ifPresent(
                        key ->
                            counts.put(
                                new Counted(
                                    counted.begins(), key, counted.kind(), counted.reason()),
                                more)));
    Map<Long, Instant> secrets = batch.secrets();
    store.merge(times, secrets, counts, clock.now());
  }

  private Optional<Long> key(String clientId) {
    return clientId.isEmpty()
        ? Optional.of(UsageStore.ALL_CLIENTS)
        : clients.findByClientId(new ClientId(clientId)).map(RegisteredClient::id);
  }
}
