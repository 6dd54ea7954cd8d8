package org.postern.console;

import jakarta.faces.application.ViewHandler;
import jakarta.faces.application.ViewHandlerWrapper;
import jakarta.faces.component.UIViewRoot;
import jakarta.faces.context.FacesContext;

/**
 * Pages for who is not signed in keep no state: else everyone who looks at one would get a session,
 * and a cookie that takes the place of an administrator's.
 */
public class OpenPages extends ViewHandlerWrapper {

  /** Called by Faces. */
  public OpenPages(ViewHandler wrapped) {
    super(wrapped);
  }

  // Before the page is built: the nonce is asked for, and kept in the session, before that.
  @Override
  public UIViewRoot createView(FacesContext faces, String viewId) {
    UIViewRoot view = super.createView(faces, viewId);
    if (ConsolePaths.isOpen(viewId)) {
      view.setTransient(true);
    }
    return view;
  }
}
