package org.postern.http;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.postern.oauth.JsonEncoding;

/**
 * Writes and reads small JSON objects. The factories are created once, because searching for the
 * JSON provider at every request costs more than the request itself.
 */
public final class Json {

  /** The largest body that is read, in bytes. */
  public static final int MAX_BODY_BYTES = 65_536;

  // No valid body has so many values. The limit bounds the answer, which lists the error of each
  // member.
  private static final int MAX_VALUES = 100;

  private static final String EMPTY = "The body is empty, and should be a JSON object";

  private static final String NOT_JSON = "The body is not JSON in UTF-8, or repeats a member";

  private static final Set<Event> NO_VALUE =
      EnumSet.of(Event.KEY_NAME, Event.END_OBJECT, Event.END_ARRAY);

  private static final JsonProvider PROVIDER = JsonProvider.provider();
  private static final JsonGeneratorFactory GENERATORS = PROVIDER.createGeneratorFactory(Map.of());
  private static final JsonReaderFactory READERS =
      PROVIDER.createReaderFactory(
          Map.of("jakarta.json.JsonConfig.keyStrategy", jakarta.json.JsonConfig.KeyStrategy.NONE));

  private Json() {}

  /** Writes one object, whose members the caller writes. */
  public static byte[] object(Consumer<JsonGenerator> members) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator json = GENERATORS.createGenerator(out, StandardCharsets.UTF_8)) {
      json.writeStartObject();
      members.accept(json);
      json.writeEnd();
    }
    return out.toByteArray();
  }

  /**
   * Reads a body that must be one JSON object.
   *
   * @throws ProblemException 413 if it is larger than {@value #MAX_BODY_BYTES} bytes, 400 if it
   *     cannot be read, is not a JSON object in UTF-8, repeats a member or has more than {@value
   *     #MAX_VALUES} values
   */
  public static JsonObject readObject(InputStream body) {
    String text = readText(body, MAX_BODY_BYTES);
    if (text.isBlank()) {
      throw new ProblemException(400, EMPTY);
    }
    JsonValue value;
    try {
      value = read(text);
    } catch (ProblemException e) {
      throw e;
    } catch (RuntimeException e) {
      // Catch every RuntimeException, because parsers throw many kinds: for nesting that is too
      // deep it is a plain RuntimeException.
      throw new ProblemException(400, NOT_JSON);
    }
    if (value instanceof JsonObject object) {
      return object;
    }
    throw new ProblemException(400, "The body must be a JSON object");
  }

  /**
   * Reads a body that must be text in UTF-8, without a byte order mark before it.
   *
   * @param maxBytes the largest length in bytes
   * @throws ProblemException 413 if it is longer, 400 if it cannot be read or is not UTF-8
   */
  public static String readText(InputStream body, int maxBytes) {
    byte[] bytes;
    try {
      bytes = body.readNBytes(maxBytes + 1);
    } catch (IOException e) {
      throw new ProblemException(400, "The body cannot be read");
    }
    if (bytes.length > maxBytes) {
      throw new ProblemException(413, "The body is larger than " + maxBytes + " bytes");
    }
    return JsonEncoding.decode(bytes).orElseThrow(() -> new ProblemException(400, NOT_JSON));
  }

  private static JsonValue read(String text) {
    try (JsonParser parser = PROVIDER.createParser(new StringReader(text))) {
      // Parse the whole text first. The reader below stops after the first value, but the parser
      // refuses a text that has a second one.
      int values = 0;
      while (parser.hasNext()) {
        if (!NO_VALUE.contains(parser.next()) && ++values > MAX_VALUES) {
          throw new ProblemException(400, "The body has more than " + MAX_VALUES + " values");
        }
      }
    }
    try (JsonReader reader = READERS.createReader(new StringReader(text))) {
      return reader.readValue();
    }
  }
}
