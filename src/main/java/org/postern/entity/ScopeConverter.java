package org.postern.entity;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.postern.oauth.Scope;

/** Stores a scope in its form on the wire. The empty scope is the empty text. */
@Converter
public class ScopeConverter implements AttributeConverter<Scope, String> {

  @Override
  public String convertToDatabaseColumn(Scope attribute) {
    return attribute == null ? null : attribute.toString();
  }

  @Override
  public Scope convertToEntityAttribute(String column) {
    return column == null ? null : Scope.parse(column);
  }
}
