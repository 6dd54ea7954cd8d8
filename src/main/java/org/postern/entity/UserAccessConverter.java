package org.postern.entity;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Stores a {@link UserAccess} as its text. */
@Converter
public class UserAccessConverter implements AttributeConverter<UserAccess, String> {

  @Override
  public String convertToDatabaseColumn(UserAccess attribute) {
    return attribute == null ? null : attribute.text();
  }

  @Override
  public UserAccess convertToEntityAttribute(String column) {
    return column == null ? null : UserAccess.of(column);
  }
}
