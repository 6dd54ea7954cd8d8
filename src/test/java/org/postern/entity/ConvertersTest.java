package org.postern.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.persistence.AttributeConverter;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.oauth.GrantType;
import org.postern.oauth.Scope;

/** Databases hold columns of these forms, so the forms must never change. */
class ConvertersTest {

  static Stream<Arguments> forms() {
    return Stream.of(
        Arguments.of("duration", new DurationConverter(), Duration.ofHours(1), 3_600L),
        Arguments.of("1970", new InstantConverter(), Instant.EPOCH, 0L),
        Arguments.of(
            "a time with microseconds",
            new InstantConverter(),
            Instant.parse("2026-03-01T12:00:00.123456Z"),
            1_772_366_400_123_456L),
        Arguments.of(
            "before 1970",
            new InstantConverter(),
            Instant.parse("1969-12-31T23:59:59.999999Z"),
            -1L),
        Arguments.of(
            "grant type",
            new GrantTypeConverter(),
            GrantType.CLIENT_CREDENTIALS,
            "client_credentials"),
        Arguments.of("scope", new ScopeConverter(), Scope.of("write", "read"), "write read"),
        Arguments.of("no scope", new ScopeConverter(), Scope.EMPTY, ""),
        Arguments.of("roles, sorted", new RolesConverter(), Set.of("b", "a"), "a b"),
        Arguments.of("no roles", new RolesConverter(), Set.of(), ""),
        Arguments.of(
            "confidential", new ClientTypeConverter(), ClientType.CONFIDENTIAL, "confidential"),
        Arguments.of("public", new ClientTypeConverter(), ClientType.PUBLIC, "public"),
        Arguments.of("nobody", new UserAccessConverter(), UserAccess.NOBODY, "nobody"),
        Arguments.of("assigned", new UserAccessConverter(), UserAccess.ASSIGNED, "assigned"),
        Arguments.of("everyone", new UserAccessConverter(), UserAccess.EVERYONE, "everyone"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  <T, C> void convertsThereAndBack(
      String name, AttributeConverter<T, C> converter, T attribute, C column) {
    assertEquals(column, converter.convertToDatabaseColumn(attribute));
    assertEquals(attribute, converter.convertToEntityAttribute(column));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  <T, C> void keepsNull(String name, AttributeConverter<T, C> converter, T attribute, C column) {
    assertNull(converter.convertToDatabaseColumn(null));
    if (!(converter instanceof RolesConverter)) {
      assertNull(converter.convertToEntityAttribute(null));
    }
  }

  @Test
  void cutsATimeOffBelow() {
    assertEquals(1, InstantConverter.toMicros(Instant.ofEpochSecond(0, 1_999)));
    assertEquals(-1, InstantConverter.toMicros(Instant.ofEpochSecond(0, -1)));
  }

  @Test
  void refusesUnknownTexts() {
    assertThrows(IllegalArgumentException.class, () -> ClientType.of("Public"));
    assertThrows(IllegalArgumentException.class, () -> UserAccess.of(""));
  }
}
