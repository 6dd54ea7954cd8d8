package org.postern.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.fixtures.Fakes;
import org.postern.http.Bodies.Use;

class BodiesTest {

  private static final String FORM = "application/x-www-form-urlencoded";

  private static HttpServletRequest request(String method, String type) {
    return Fakes.answering(
        HttpServletRequest.class,
        Map.of("getMethod", none -> method, "getContentType", none -> type));
  }

  /** A slow body must not hold a thread unless the path and the type are those of a file. */
  @ParameterizedTest(name = "{0} {1} of {2}")
  @CsvSource({
    "POST, /api/admin/import, application/json, LATER",
    "PUT, /api/admin/import, application/json, AT_ONCE",
    "GET, /api/admin/import, application/json, AT_ONCE",
    "POST, /api/admin/import/x, application/json, AT_ONCE",
    "POST, /console/configuration.xhtml, multipart/form-data; boundary=x, LATER",
    "POST, /console/configuration.xhtml, Multipart/Form-Data; boundary=x, LATER",
    "GET, /console/configuration.xhtml, multipart/form-data; boundary=x, AT_ONCE",
    "PUT, /console/configuration.xhtml, multipart/form-data; boundary=x, AT_ONCE",
    "POST, /console/configuration.xhtml, " + FORM + ", AT_ONCE",
    "POST, /console/configuration.xhtml, , AT_ONCE",
    "POST, /console/clients/edit.xhtml, multipart/form-data; boundary=x, AT_ONCE",
    "POST, /oauth2/token, " + FORM + ", AT_ONCE",
    "POST, /oauth2token, " + FORM + ", LATER",
    "GET, /jakarta.faces.resource/x.css.xhtml, " + FORM + ", NEVER",
    "GET, /console/assets/x.css, " + FORM + ", NEVER"
  })
  void readsFilesAloneLater(String method, String path, String type, Use use) {
    assertEquals(use, Bodies.use(request(method, type), path));
  }
}
