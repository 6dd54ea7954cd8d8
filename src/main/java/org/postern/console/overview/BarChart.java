package org.postern.console.overview;

import java.util.ArrayList;
import java.util.List;
import org.postern.admin.overview.Overview;

/**
 * Issued and refused requests as stacked bars in a picture of {@value #WIDTH} by {@value #HEIGHT}
 * units. The page draws the picture, so it needs no script and has the colours of the page.
 */
public final class BarChart {

  /** The width of the picture. */
  public static final int WIDTH = 840;

  /** The height of the picture. */
  public static final int HEIGHT = 200;

  private final List<Column> columns = new ArrayList<>();
  private final long top;

  BarChart(List<Overview.Bar> bars) {
    top = roundUp(bars.stream().mapToLong(bar -> bar.issued() + bar.refused()).max().orElse(0));
    double step = (double) WIDTH / bars.size();
    for (int i = 0; i < bars.size(); i++) {
      double issued = height(bars.get(i).issued());
      double refused = height(bars.get(i).refused());
      columns.add(
          new Column(
              text(i * step + step * 0.14),
              text(step * 0.72),
              text(HEIGHT - issued),
              text(issued),
              text(HEIGHT - issued - refused),
              text(refused),
              bars.get(i)));
    }
  }

  /** The numbers of one bar, as texts. */
  public record Column(
      String x,
      String width,
      String issuedY,
      String issuedHeight,
      String refusedY,
      String refusedHeight,
      Overview.Bar bar) {}

  /** The bars, from left to right. */
  public List<Column> getColumns() {
    return List.copyOf(columns);
  }

  /** The count that the full height stands for. */
  public long getTop() {
    return top;
  }

  private double height(long count) {
    return (double) count * HEIGHT / top;
  }

  private static String text(double number) {
    return Double.toString(Math.round(number * 10) / 10.0);
  }

  // Rounds up to 1, 2 or 5 followed by zeros.
  private static long roundUp(long most) {
    long unit = 1;
    while (unit * 10 <= most) {
      unit *= 10;
    }
    for (int factor : new int[] {1, 2, 5}) {
      if (unit * factor >= most) {
        return unit * factor;
      }
    }
    return unit * 10;
  }
}
