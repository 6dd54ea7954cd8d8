package org.postern.entity;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Stores a time as microseconds since 1970 in a {@code bigint}. */
@Converter
public class InstantConverter implements AttributeConverter<Instant, Long> {

  @Override
  public Long convertToDatabaseColumn(Instant attribute) {
    return attribute == null ? null : toMicros(attribute);
  }

  @Override
  public Instant convertToEntityAttribute(Long column) {
    return column == null ? null : Instant.EPOCH.plus(column, ChronoUnit.MICROS);
  }

  /** Converts to microseconds since 1970, rounded down. */
  public static long toMicros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
  }
}
