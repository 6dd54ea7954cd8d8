package org.postern.console.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ListAddressTest {

  private static ListAddress address(Map<String, String> parameters) {
    return new ListAddress(name -> parameters.getOrDefault(name, ""), "text", "type");
  }

  @Test
  void hasWhatTheUseCaseKnowsAndNothingElse() {
    ListAddress address =
        address(Map.of("text", " a ", "type", " ", "cursor", "c", "faces-redirect", "x"));

    assertEquals(Map.of("text", List.of("a"), "cursor", List.of("c")), address.parameters());
    assertTrue(address.isFiltered());
    assertTrue(address.isContinued());
    assertFalse(address(Map.of("sort", "name")).isFiltered());
  }

  @Test
  void beginsAnewWithAnotherFilter() {
    ListAddress address = address(Map.of("text", "a&b", "sort", "created", "cursor", "c"));

    assertEquals("?text=a%26b&sort=created&type=public", address.with("type", "public"));
    assertEquals("?sort=created", address.with("text", ""));
    assertEquals("?text=a%26b&sort=created", address.first());
  }

  @Test
  void turnsTheOrderRound() {
    ListAddress address = address(Map.of("sort", "created"));

    assertEquals("?sort=-created", address.sortedBy("created"));
    assertEquals("?sort=updated", address.sortedBy("updated"));
    assertEquals("ascending", address.direction("created"));
    assertEquals("none", address.direction("updated"));
    assertEquals("descending", address(Map.of("sort", "-created")).direction("created"));
  }

  @Test
  void leadsToTheNextPart() {
    assertEquals("?text=a&cursor=c", address(Map.of("text", "a")).next(Optional.of("c")));
    assertNull(address(Map.of()).next(Optional.empty()));
  }
}
