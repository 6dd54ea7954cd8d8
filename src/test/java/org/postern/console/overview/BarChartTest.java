package org.postern.console.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.admin.overview.Overview.Bar;

class BarChartTest {

  @Test
  void putsRefusedOntoIssued() {
    BarChart chart =
        new BarChart(
            List.of(new Bar(Instant.EPOCH, 6, 4), new Bar(Instant.EPOCH.plusSeconds(1), 0, 0)));

    BarChart.Column first = chart.getColumns().get(0);
    assertEquals(10, chart.getTop());
    assertEquals("120.0", first.issuedHeight());
    assertEquals("80.0", first.issuedY());
    assertEquals("80.0", first.refusedHeight());
    assertEquals("0.0", first.refusedY());
    assertEquals("0.0", chart.getColumns().get(1).issuedHeight());
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "3, 5", "5, 5", "11, 20", "99, 100", "100, 100", "501, 1000"})
  void endsAtARoundNumber(long most, long top) {
    assertEquals(top, new BarChart(List.of(new Bar(Instant.EPOCH, most, 0))).getTop());
  }
}
