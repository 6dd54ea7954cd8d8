package org.postern.console.frame;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.annotation.WebListener;
import org.postern.config.PosternConfig;

/**
 * Configures the session cookie. This is not done in web.xml, because it depends on the
 * configuration and the context path.
 */
@WebListener
public class SessionCookie implements ServletContextListener {

  @Inject private PosternConfig config;

  /** Limits the cookie to the console, and to TLS if the issuer is https. */
  @Override
  public void contextInitialized(ServletContextEvent event) {
    SessionCookieConfig cookie = event.getServletContext().getSessionCookieConfig();
    cookie.setName("postern-console");
    cookie.setHttpOnly(true);
    cookie.setSecure(config.issuer().getScheme().equals("https"));
    cookie.setPath(event.getServletContext().getContextPath() + ConsolePaths.CONSOLE);
    cookie.setAttribute("SameSite", "Strict");
  }
}
