package org.postern.console;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.annotation.WebListener;
import org.postern.config.PosternConfig;

/** Sets what the session's cookie must be, of which web.xml cannot know all. */
@WebListener
public class SessionCookie implements ServletContextListener {

  @Inject private PosternConfig config;

  /** Only the console gets the cookie, and only over TLS where Postern is reached over TLS. */
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
