package org.postern.console.frame;

import jakarta.faces.FacesException;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerFactory;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.event.ExceptionQueuedEvent;
import java.util.Iterator;

/**
 * Passes every failure of a page to {@link ConsoleFilter}, including failures of script requests.
 */
public class ThrowingExceptionHandlerFactory extends ExceptionHandlerFactory {

  /** Faces calls this constructor. */
  public ThrowingExceptionHandlerFactory(ExceptionHandlerFactory wrapped) {
    super(wrapped);
  }

  @Override
  public ExceptionHandler getExceptionHandler() {
    return new Throwing(getWrapped().getExceptionHandler());
  }

  private static final class Throwing extends ExceptionHandlerWrapper {

    private Throwing(ExceptionHandler wrapped) {
      super(wrapped);
    }

    @Override
    public void handle() {
      Iterator<ExceptionQueuedEvent> events = getUnhandledExceptionQueuedEvents().iterator();
      if (events.hasNext()) {
        throw new FacesException(events.next().getContext().getException());
      }
    }
  }
}
