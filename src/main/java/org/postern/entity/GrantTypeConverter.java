package org.postern.entity;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.postern.oauth.GrantType;

/** Stores a grant type as its name on the wire. */
@Converter
public class GrantTypeConverter implements AttributeConverter<GrantType, String> {

  @Override
  public String convertToDatabaseColumn(GrantType attribute) {
    return attribute == null ? null : attribute.value();
  }

  @Override
  public GrantType convertToEntityAttribute(String column) {
    return column == null ? null : new GrantType(column);
  }
}
