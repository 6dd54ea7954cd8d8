package org.postern.observe;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.function.Supplier;

/**
 * Keeps meters in the server's Micrometer registry. Where the server has no Micrometer this class
 * cannot be loaded, CDI passes it over, and there are no meters.
 */
@ApplicationScoped
public class MicrometerSink implements MeterSink {

  @Inject private Instance<MeterRegistry> registry;

  @Override
  public void count(String name, String... tags) {
    if (registry.isResolvable()) {
      registry.get().counter(name, tags).increment();
    }
  }

  @Override
  public void gauge(String name, Supplier<Number> figure) {
    if (registry.isResolvable()) {
      Gauge.builder(name, figure).register(registry.get());
    }
  }
}
