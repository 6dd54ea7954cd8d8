package org.postern.admin.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.admin.overview.Overview.Bar;
import org.postern.admin.overview.Overview.Span;

class OverviewTest {

  @ParameterizedTest
  @CsvSource({
    "HOUR, 2026-01-02T10:04:59Z, 2026-01-02T09:05:00Z",
    "HOUR, 2026-01-02T10:05:00Z, 2026-01-02T09:10:00Z",
    "DAY,  2026-01-02T10:59:59Z, 2026-01-01T11:00:00Z",
    "WEEK, 2026-01-08T05:59:59Z, 2026-01-01T06:00:00Z",
  })
  void endsWithThePartThatIsNotOver(Span span, Instant now, Instant begin) {
    assertEquals(begin, span.begin(now));
    assertEquals(span.bars() - 1, span.indexOf(now, begin));
    assertEquals(0, span.indexOf(begin, begin));
  }

  @Test
  void addsUpItsBars() {
    Overview overview =
        new Overview(
            Span.HOUR,
            List.of(new Bar(Instant.EPOCH, 1, 10), new Bar(Instant.EPOCH, 2, 20)),
            List.of(),
            List.of());

    assertEquals(3, overview.issued());
    assertEquals(30, overview.refused());
  }
}
