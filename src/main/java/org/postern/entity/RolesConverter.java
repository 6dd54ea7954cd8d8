package org.postern.entity;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Set;
import java.util.TreeSet;

/** Stores role names as one text, sorted and separated by spaces. */
@Converter
public class RolesConverter implements AttributeConverter<Set<String>, String> {

  @Override
  public String convertToDatabaseColumn(Set<String> attribute) {
    return attribute == null ? null : String.join(" ", new TreeSet<>(attribute));
  }

  @Override
  public Set<String> convertToEntityAttribute(String column) {
    return column == null || column.isEmpty() ? Set.of() : Set.of(column.split(" ", -1));
  }
}
