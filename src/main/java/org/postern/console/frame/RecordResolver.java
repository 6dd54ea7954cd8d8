package org.postern.console.frame;

import jakarta.el.ELContext;
import jakarta.el.ELException;
import jakarta.el.ELResolver;
import jakarta.el.PropertyNotWritableException;
import java.lang.reflect.RecordComponent;

/**
 * Lets a page read the components of a record: {@code user.username}. Expression Language 5 reads
 * beans only. The implementation of WildFly also reads records, but others do not.
 */
public class RecordResolver extends ELResolver {

  @Override
  public Object getValue(ELContext context, Object base, Object property) {
    if (base instanceof Record) {
      for (RecordComponent component : base.getClass().getRecordComponents()) {
        if (component.getName().equals(property)) {
          context.setPropertyResolved(base, property);
          return value(base, component);
        }
      }
    }
    return null;
  }

  private static Object value(Object base, RecordComponent component) {
    try {
      return component.getAccessor().invoke(base);
    } catch (ReflectiveOperationException e) {
      throw new ELException(e);
    }
  }

  @Override
  public Class<?> getType(ELContext context, Object base, Object property) {
    // The type is null, because a record cannot be written.
    getValue(context, base, property);
    return null;
  }

  @Override
  public void setValue(ELContext context, Object base, Object property, Object value) {
    if (base instanceof Record) {
      throw new PropertyNotWritableException(base.getClass() + " " + property);
    }
  }

  @Override
  public boolean isReadOnly(ELContext context, Object base, Object property) {
    getValue(context, base, property);
    return context.isPropertyResolved();
  }

  @Override
  public Class<?> getCommonPropertyType(ELContext context, Object base) {
    return base instanceof Record ? Object.class : null;
  }
}
