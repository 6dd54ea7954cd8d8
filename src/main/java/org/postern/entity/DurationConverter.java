package org.postern.entity;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.time.Duration;

/** Stores a duration as whole seconds in a {@code bigint}. */
@Converter
public class DurationConverter implements AttributeConverter<Duration, Long> {

  @Override
  public Long convertToDatabaseColumn(Duration attribute) {
    return attribute == null ? null : attribute.toSeconds();
  }

  @Override
  public Duration convertToEntityAttribute(Long column) {
    return column == null ? null : Duration.ofSeconds(column);
  }
}
