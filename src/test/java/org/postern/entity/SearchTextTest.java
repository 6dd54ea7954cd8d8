package org.postern.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTextTest {

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "Plain, pLAIN",
    "\u00C4rger, \u00E4RGER",
    "Stra\u00DFe, STRASSE",
    "Stra\u00DFe, stra\u1E9Ee",
    "\u039F\u0394\u039F\u03A3, \u03BF\u03B4\u03BF\u03C2",
    "\u041C\u0438\u0440, \u043C\u0418\u0420",
    "A\u0308rger, \u00E4rger",
    "\uFF21\uFF22\uFF23, abc",
    "\uFB03, FFI",
    "\uD801\uDC00, \uD801\uDC28",
  })
  void isTheSame(String one, String other) {
    assertEquals(SearchText.form(one), SearchText.form(other));
  }

  @ParameterizedTest(name = "{0} is not {1}")
  @CsvSource({"a, b", "a, \u00E4", "o, \u00F8", "ss, s"})
  void isAnother(String one, String other) {
    assertFalse(SearchText.form(one).equals(SearchText.form(other)));
  }

  @Test
  void keepsTextsApart() {
    assertEquals("ab\ncd\n", SearchText.of("AB", "cD", ""));
  }

  @Test
  void isNeverWiderThanItsColumn() {
    assertEquals(8_000, SearchText.of("\uFDFA".repeat(2_000)).length());
    assertTrue(SearchText.of("x".repeat(8_000)).length() <= 8_000);
  }
}
