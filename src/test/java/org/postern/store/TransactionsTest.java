package org.postern.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.fixtures.RecordedTransactions;
import org.postern.oauth.OAuthError.InvalidGrant;
import org.postern.oauth.OAuthException;
import org.postern.oauth.RefusalReason;

class TransactionsTest {

  private static final List<String> COMMITTED = List.of("begin", "commit");
  private static final List<String> UNDONE = List.of("begin", "rollback");

  private final RecordedTransactions recorded = new RecordedTransactions();

  @Test
  void commitsBeforeItReturns() {
    String result = recorded.transactions().call(() -> "result", refusal -> false);

    assertEquals("result", result);
    assertEquals(COMMITTED, recorded.calls());
  }

  static Stream<Arguments> failures() {
    OAuthException replay = new OAuthException(new InvalidGrant(), RefusalReason.TOKEN_REPLAYED);
    OAuthException other = new OAuthException(new InvalidGrant(), RefusalReason.TOKEN_UNKNOWN);
    return Stream.of(
        Arguments.of("a refusal that leaves a trace", replay, COMMITTED),
        Arguments.of("a refusal that leaves none", other, UNDONE),
        Arguments.of("a fault", new IllegalStateException(), UNDONE),
        Arguments.of("an error", new StackOverflowError(), UNDONE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  void undoesWhatLeavesNoTrace(String name, Throwable failure, List<String> calls) {
    Throwable thrown =
        assertThrows(
            Throwable.class,
            () ->
                recorded
                    .transactions()
                    .call(
                        () -> {
                          if (failure instanceof Error error) {
                            throw error;
                          }
                          throw (RuntimeException) failure;
                        },
                        refusal -> refusal.reason() == RefusalReason.TOKEN_REPLAYED));

    assertSame(failure, thrown);
    assertEquals(calls, recorded.calls());
  }
}
