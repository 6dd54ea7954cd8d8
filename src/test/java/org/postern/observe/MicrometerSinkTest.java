package org.postern.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.enterprise.inject.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.postern.fixtures.Fakes;

/** Meters in the registry that the server offers. */
class MicrometerSinkTest {

  /**
   * Like WildFly's registry of a deployment, it passes on only gauges that are made by this method.
   */
  private static final class HandingOn extends SimpleMeterRegistry {

    private final List<String> handedOn = new ArrayList<>();

    @Override
    public <T> T gauge(String name, Iterable<Tag> tags, T object, ToDoubleFunction<T> function) {
      handedOn.add(name);
      return super.gauge(name, tags, object, function);
    }
  }

  private final HandingOn meters = new HandingOn();

  @SuppressWarnings("unchecked") // Instance has a type parameter, its class object has none.
  private static MicrometerSink sink(boolean resolvable, MeterRegistry registry) {
    return new MicrometerSink(
        Fakes.answering(
            Instance.class,
            Map.of("isResolvable", arguments -> resolvable, "get", arguments -> registry)));
  }

  @Test
  void countsByTags() {
    MicrometerSink sink = sink(true, meters);

    sink.count("postern.refused", "kind", "a");
    sink.count("postern.refused", "kind", "a");
    sink.count("postern.refused", "kind", "b");

    assertEquals(2, meters.get("postern.refused").tag("kind", "a").counter().count());
    assertEquals(1, meters.get("postern.refused").tag("kind", "b").counter().count());
  }

  @Test
  void offersAFigureThatIsAskedForAnew() {
    List<String> waiting = new ArrayList<>();

    sink(true, meters).gauge("postern.passwords.waiting", waiting::size);
    waiting.add("one");

    assertEquals(1, meters.get("postern.passwords.waiting").gauge().value());
    assertEquals(List.of("postern.passwords.waiting"), meters.handedOn);
  }

  @Test
  void takesThePlaceOfTheGaugeOfAnEarlierDeployment() {
    sink(true, meters).gauge("postern.passwords.waiting", () -> 1);

    sink(true, meters).gauge("postern.passwords.waiting", () -> 2);

    assertEquals(2, meters.get("postern.passwords.waiting").gauge().value());
  }

  @Test
  void keepsNothingWhereThereIsNoRegistry() {
    MicrometerSink sink = sink(false, meters);

    sink.count("postern.refused", "kind", "a");
    sink.gauge("postern.passwords.waiting", () -> 1);

    assertEquals(List.of(), meters.getMeters());
  }
}
