package org.postern.console.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which forms are refused before Faces reads them. */
class FormRequestTest {

  private static HttpServletRequest request(String query) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            FormRequestTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getContentType" -> "multipart/form-data; boundary=b";
                  case "getQueryString" -> query;
                  default -> null;
                });
  }

  @ParameterizedTest
  @CsvSource({
    "'import:file\"; filename=\"a.json', , true",
    "'import:file\"; filename=\"', , true",
    "'import:content', , true",
    "'import:file', , false",
    "'import:content', 'import:file=x', false",
    "'import:content', 'import%3Afile=x', false"
  })
  void aFileIsNoText(String name, String query, boolean read) {
    String form =
        "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n{}\r\n--b--\r\n";

    assertEquals(
        read,
        FormRequest.ofParts(request(query), form.getBytes(StandardCharsets.UTF_8)).isPresent());
  }

  @ParameterizedTest
  @CsvSource({"import:content=x, true", "import:file=x, false"})
  void norIsItInAFormWithoutFiles(String form, boolean read) {
    assertEquals(
        read,
        FormRequest.ofPairs(request(null), form.getBytes(StandardCharsets.UTF_8)).isPresent());
  }
}
