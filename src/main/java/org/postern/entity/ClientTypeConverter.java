package org.postern.entity;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Stores a {@link ClientType} as its text. */
@Converter
public class ClientTypeConverter implements AttributeConverter<ClientType, String> {

  @Override
  public String convertToDatabaseColumn(ClientType attribute) {
    return attribute == null ? null : attribute.text();
  }

  @Override
  public ClientType convertToEntityAttribute(String column) {
    return column == null ? null : ClientType.of(column);
  }
}
