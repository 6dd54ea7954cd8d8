package org.postern.observe;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Keeps meters in the server's Micrometer registry. If the server has no Micrometer, this class
 * cannot be loaded, CDI ignores it, and there are no meters.
 */
@ApplicationScoped
public class MicrometerSink implements MeterSink {

  /**
   * The figures of the gauges. They are kept here, because a registry holds them only by weak
   * references.
   */
  private final List<Supplier<Number>> figures = new CopyOnWriteArrayList<>();

  private final Instance<MeterRegistry> registry;

  /** For the proxy only. */
  protected MicrometerSink() {
    this(null);
  }

  @Inject
  public MicrometerSink(Instance<MeterRegistry> registry) {
    this.registry = registry;
  }

  @Override
  public void count(String name, String... tags) {
    if (registry.isResolvable()) {
      registry.get().counter(name, tags).increment();
    }
  }

  /** Replaces a gauge of the same name that an earlier deployment has left. */
  @Override
  public void gauge(String name, Supplier<Number> figure) {
    if (registry.isResolvable()) {
      MeterRegistry meters = registry.get();
      Gauge before = meters.find(name).gauge();
      if (before != null) {
        meters.remove(before);
      }
      figures.add(figure);
      // Do not use Gauge.Builder, because WildFly's registry does not publish a gauge that is built
      // so.
      meters.gauge(name, Tags.empty(), figure, one -> one.get().doubleValue());
    }
  }
}
