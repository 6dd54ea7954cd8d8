package org.postern.benchmark;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** The rows of one target as a table, as JSON, and as a chart. */
public record Report(
    String target,
    String conditions,
    Optional<Duration> startToFirstToken,
    long residentMegabytes,
    List<Measurement.Row> rows) {

  private static final int LABEL = 160;
  private static final int BAR = 22;
  private static final int WIDTH = 760;

  /** Writes {@code benchmark-TARGET.md}, {@code .json} and {@code .svg}. */
  public void write(Path directory) throws IOException {
    Files.createDirectories(directory);
    String name = "benchmark-" + target.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    Files.writeString(directory.resolve(name + ".md"), table());
    Files.writeString(directory.resolve(name + ".json"), json());
    Files.writeString(directory.resolve(name + ".svg"), chart());
  }

  /** The table, in Markdown. */
  public String table() {
    StringBuilder table = new StringBuilder();
    table.append(
        String.format(
            Locale.ROOT,
            "%s: %s; %s%d MB resident%n%n",
            target,
            conditions,
            startToFirstToken.map(start -> "first token after " + seconds(start) + ", ").orElse(""),
            residentMegabytes));
    table.append("| operation | a second | p50 ms | p99 ms | p99.9 ms | server µs | database µs |");
    table.append(" allocated KB |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
    for (Measurement.Row row : rows) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %s%s | %.0f | %.1f | %.1f | %.1f | %s | %s | %s |%n",
              row.operation(),
              row.steady() ? "" : " (not steady)",
              row.perSecond(),
              row.p50Millis(),
              row.p99Millis(),
              row.p999Millis(),
              text(row.serverMicros()),
              text(row.databaseMicros()),
              text(row.allocatedKilobytes())));
    }
    return table.toString();
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }

  private static String text(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.0f", value.getAsDouble()) : "";
  }

  private String json() {
    JsonArrayBuilder operations = Json.createArrayBuilder();
    for (Measurement.Row row : rows) {
      JsonObjectBuilder operation =
          Json.createObjectBuilder()
              .add("operation", row.operation())
              .add("per_second", row.perSecond())
              .add("p50_ms", row.p50Millis())
              .add("p99_ms", row.p99Millis())
              .add("p999_ms", row.p999Millis())
              .add("server_cpu_us", value(row.serverMicros()))
              .add("database_cpu_us", value(row.databaseMicros()))
              .add("allocated_kb", value(row.allocatedKilobytes()))
              .add("steady", row.steady());
      operations.add(operation);
    }
    return Json.createObjectBuilder()
        .add("target", target)
        .add("conditions", conditions)
        .add(
            "start_to_first_token_ms",
            startToFirstToken
                .<JsonValue>map(start -> Json.createValue(start.toMillis()))
                .orElse(JsonValue.NULL))
        .add("resident_mb", residentMegabytes)
        .add("operations", operations)
        .build()
        .toString();
  }

  private static JsonValue value(OptionalDouble value) {
    return value.isPresent() ? Json.createValue(value.getAsDouble()) : JsonValue.NULL;
  }

  // A bar for each operation: the CPU time of the server, followed by that of the database.
  private String chart() {
    double most =
        rows.stream()
            .mapToDouble(row -> row.serverMicros().orElse(0) + row.databaseMicros().orElse(0))
            .max()
            .orElse(1);
    double scale = (WIDTH - LABEL - 120) / Math.max(1, most);
    int height = 40 + rows.size() * (BAR + 8);
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d'"
                + " font-family='sans-serif' font-size='13'>%n"
                + "<rect width='100%%' height='100%%' fill='white'/>%n"
                + "<text x='8' y='20'>%s: CPU of server and database for one operation, µs</text>%n",
            WIDTH,
            height,
            target));
    int y = 34;
    for (Measurement.Row row : rows) {
      double server = row.serverMicros().orElse(0);
      double database = row.databaseMicros().orElse(0);
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x='8' y='%d'>%s</text>"
                  + "<rect x='%d' y='%d' width='%.1f' height='%d' fill='#2b6cb0'/>"
                  + "<rect x='%.1f' y='%d' width='%.1f' height='%d' fill='#dd6b20'/>"
                  + "<text x='%.1f' y='%d'>%.0f + %.0f</text>%n",
              y + 15,
              row.operation(),
              LABEL,
              y,
              server * scale,
              BAR,
              LABEL + server * scale,
              y,
              database * scale,
              BAR,
              LABEL + (server + database) * scale + 6,
              y + 15,
              server,
              database));
      y += BAR + 8;
    }
    return svg.append("</svg>\n").toString();
  }
}
