package org.postern.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.oauth.GrantDescription.Label;
import org.postern.oauth.GrantDescription.PublicClients;

class GrantCatalogueTest {

  private static GrantDescription grant(String type, PublicClients publicClients) {
    return new GrantDescription(
        new GrantType(type), new Label("by hand", "von Hand"), List.of(), publicClients, false);
  }

  private final GrantDescription open = grant("open", PublicClients.ALLOWED);
  private final GrantDescription loud = grant("loud", PublicClients.WITH_SWITCH);
  private final GrantDescription closed = grant("closed", PublicClients.REFUSED);
  private final GrantCatalogue catalogue = new GrantCatalogue(List.of(open, loud, closed));

  @Test
  void sortsGrantsByType() {
    assertEquals(List.of(closed, loud, open), catalogue.grants());
    assertEquals(List.of("closed", "loud", "open"), catalogue.types());
  }

  @Test
  void findsAGrantByItsType() {
    assertEquals(Optional.of(loud), catalogue.find("loud"));
    assertEquals(Optional.empty(), catalogue.find("Loud"));
  }

  @Test
  void refusesTwoGrantsOfOneType() {
    List<GrantDescription> twice = List.of(open, closed, open);

    IllegalStateException refusal =
        assertThrows(IllegalStateException.class, () -> new GrantCatalogue(twice));

    assertEquals("two grants claim open", refusal.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "open, true, true, true",
    "loud, true, false, true",
    "closed, true, false, false",
    "unknown, false, false, false"
  })
  void saysWhichGrantsAClientMayUse(
      String type, boolean confidential, boolean publicClient, boolean switchedOn) {
    GrantType wanted = new GrantType(type);
    Set<GrantType> registered = Set.of(wanted);

    assertEquals(confidential, catalogue.usable(registered).contains(wanted));
    assertEquals(publicClient, catalogue.usableByPublicClient(registered, false).contains(wanted));
    assertEquals(switchedOn, catalogue.usableByPublicClient(registered, true).contains(wanted));
  }

  @Test
  void aClientMayUseNoGrantWithoutARegistration() {
    assertEquals(Set.of(), catalogue.usable(Set.of()));
    assertEquals(Set.of(), catalogue.usableByPublicClient(Set.of(), true));
  }

  @Test
  void labelsAreEnglishUnlessTheLanguageIsGerman() {
    assertEquals("von Hand", open.label().in(Locale.forLanguageTag("de-AT")));
    assertEquals("by hand", open.label().in(Locale.UK));
    assertEquals("by hand", open.label().in(Locale.FRENCH));
  }
}
