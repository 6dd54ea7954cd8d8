package org.postern.console.frame;

import jakarta.faces.application.ViewHandler;
import jakarta.faces.application.ViewHandlerWrapper;
import jakarta.faces.component.UIViewRoot;
import jakarta.faces.context.FacesContext;

/**
 * Makes pages stateless that are open without signing in. Otherwise every visitor would get a
 * session, and its cookie would replace the cookie of an administrator's session.
 */
public class OpenPages extends ViewHandlerWrapper {

  /** Faces calls this constructor. */
  public OpenPages(ViewHandler wrapped) {
    super(wrapped);
  }

  // Set this before the page is built, because building the page asks for the nonce, which would be
  // kept in the session.
  @Override
  public UIViewRoot createView(FacesContext faces, String viewId) {
    UIViewRoot view = super.createView(faces, viewId);
    if (ConsolePaths.isOpen(viewId)) {
      view.setTransient(true);
    }
    return view;
  }
}
