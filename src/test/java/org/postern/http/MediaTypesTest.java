package org.postern.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 9110 §8.3. */
class MediaTypesTest {

  private static final String FORM = "application/x-www-form-urlencoded";

  static Stream<Arguments> headers() {
    return Stream.of(
        Arguments.of("the form", FORM, true),
        Arguments.of("in other case", "Application/X-WWW-Form-URLencoded", true),
        Arguments.of("with UTF-8", FORM + ";charset=UTF-8", true),
        Arguments.of("with a space before the parameter", FORM + "; charset=utf-8", true),
        Arguments.of("with a quoted charset", FORM + "; Charset=\"UTF-8\"", true),
        Arguments.of("with a parameter that means nothing", FORM + "; a=b", true),
        Arguments.of("with an empty parameter", FORM + ";", true),
        Arguments.of("none", null, false),
        Arguments.of("empty", "", false),
        Arguments.of("JSON", "application/json", false),
        Arguments.of("multipart", "multipart/form-data; boundary=a", false),
        Arguments.of("a longer subtype", FORM + "2", false),
        Arguments.of("another charset", FORM + "; charset=ISO-8859-1", true),
        Arguments.of("another charset, quoted", FORM + "; charset=\"us-ascii\"", true),
        Arguments.of("two charsets", FORM + "; charset=utf-8; charset=utf-16", true),
        Arguments.of("an empty charset", FORM + "; charset=", false),
        Arguments.of("a space before the equals sign", FORM + "; charset =utf-16", false),
        Arguments.of("a quotation mark in the middle", FORM + "; charset=u\"tf-8", false),
        Arguments.of("a parameter without a value", FORM + "; charset", false),
        Arguments.of("two types", FORM + ", application/json", false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("headers")
  void knowsForms(String name, String header, boolean form) {
    assertEquals(form, MediaTypes.isForm(header));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "none                | application/x-www-form-urlencoded | false",
        "another parameter   | application/x-www-form-urlencoded; a=charset=utf-16 | false",
        "UTF-8               | application/x-www-form-urlencoded; charset=UTF-8 | false",
        "UTF-8, quoted       | application/x-www-form-urlencoded;Charset=\"utf-8\" | false",
        "Latin 1             | application/x-www-form-urlencoded; charset=ISO-8859-1 | true",
        "one beside UTF-8    | application/x-www-form-urlencoded; charset=utf-8; charset=x | true",
      })
  void knowsWhetherAnotherCharsetIsNamed(String name, String header, boolean other) {
    assertEquals(other, MediaTypes.namesOtherCharset(header));
  }
}
