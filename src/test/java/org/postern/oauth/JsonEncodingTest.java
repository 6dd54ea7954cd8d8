package org.postern.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 8259 §8.1. */
class JsonEncodingTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "no mark, '{}', '{}'",
    "a mark, '\uFEFF{}', '{}'",
    "two marks, '\uFEFF\uFEFF{}', '\uFEFF{}'",
    "a mark inside, '{\uFEFF}', '{\uFEFF}'",
    "nothing else, '\uFEFF', ''",
    "other letters, 'gr\u00fcn', 'gr\u00fcn'"
  })
  void skipsOneByteOrderMark(String name, String sent, String read) {
    assertEquals(Optional.of(read), JsonEncoding.decode(sent.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void decodesNothingElseThanUtf8() {
    assertEquals(Optional.empty(), JsonEncoding.decode(new byte[] {'{', (byte) 0xE4, '}'}));
    assertEquals(Optional.of("\u00e4"), JsonEncoding.decode(new byte[] {(byte) 0xC3, (byte) 0xA4}));
  }
}
