package org.postern.console.frame;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.MalformedURLException;

/**
 * Redirects from a directory of the console to its list. Without this servlet the server itself
 * would redirect to add a slash. Its redirect would contain the host that the request names and the
 * scheme of the server's own connection, which behind a proxy is not the scheme of the browser.
 */
@WebServlet({
  "/console",
  "/console/assets",
  "/console/audit",
  "/console/clients",
  "/console/scopes",
  "/console/users"
})
public class ConsoleDirectories extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String index = request.getServletPath() + "/index.xhtml";
    if (exists(index)) {
      response.setStatus(HttpServletResponse.SC_FOUND);
      // RFC 9110 §10.2.2: the address may be relative.
      response.setHeader("Location", request.getContextPath() + index);
    } else {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  private boolean exists(String path) throws MalformedURLException {
    return getServletContext().getResource(path) != null;
  }
}
