package org.postern.admin.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postern.crypto.ServerKeys;
import org.postern.crypto.Signer;
import org.postern.store.Slice;
import org.postern.store.SortKey;

class ListParametersTest {

  private static final List<SortKey<String>> SORTS =
      List.of(new SortKey<>("name", "s.name", name -> name));

  private final Signer signer = signer();

  private static Signer signer() {
    ServerKeys keys = new ServerKeys();
    keys.install(ServerKeys.newKey());
    return new Signer(keys);
  }

  private Slice<String> slice(String cursor) {
    return read(Query.after(cursor)).slice(SORTS);
  }

  private ListParameters read(Query query) {
    return new ListParameters("names", query, signer);
  }

  @Test
  void takesItsOwnCursorBackHoweverLongTheNameIs() {
    String name = "n".repeat(255);
    ListParameters first = read(Query.of("limit", "1"));
    Page<String> page = first.page(List.of(name, "o"), first.slice(SORTS), text -> text);

    Slice<String> next = slice(page.next().orElseThrow());

    assertEquals(Optional.of(new Slice.Position(name, name)), next.after());
  }

  @Test
  void readsNoCursorWithoutEnd() {
    AdministrationException refusal =
        assertThrows(AdministrationException.class, () -> slice("c".repeat(2_049)));

    assertEquals(
        List.of("must have 1 to 2048 characters"),
        refusal.problems().stream().map(Problem::message).toList());
  }
}
