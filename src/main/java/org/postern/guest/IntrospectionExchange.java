package org.postern.guest;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.postern.oauth.ParameterNames;

/**
 * Sends an introspection request over HTTP and reads the answer. It follows no redirects, because
 * they would send token and secret to another place. The JDK checks the certificate of an https
 * endpoint: RFC 7662 §4.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7662#section-2.1">RFC 7662 §2.1</a>
 */
final class IntrospectionExchange {

  private static final int MAX_ANSWER_BYTES = 256 * 1024;

  /**
   * How often a request is sent when connections end without an answer. Two kept connections may
   * have become idle, and be closed, at the same time.
   */
  private static final int MAX_TRIES = 3;

  private static final Pattern SECONDS = Pattern.compile("[1-9]\\d?");

  private final IntrospectionConfig config;
  private final String authorization;
  private final HttpClient http;

  IntrospectionExchange(IntrospectionConfig config) {
    this.config = config;
    authorization =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(
                    (encoded(config.clientId().value()) + ":" + encoded(config.clientSecret()))
                        .getBytes(StandardCharsets.US_ASCII));
    http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(config.connectTimeout())
            .build();
  }

  // Both parts are form-encoded before they are joined: RFC 6749 §2.3.1.
  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /**
   * Asks the server about a token and returns the body of the answer.
   *
   * @throws IntrospectionException if no answer comes in time, its status is not 200, or it is too
   *     large
   */
  byte[] ask(String token) throws IntrospectionException {
    String form =
        ParameterNames.TOKEN
            + "="
            + encoded(token)
            + "&"
            + ParameterNames.TOKEN_TYPE_HINT
            + "="
            + ParameterNames.ACCESS_TOKEN;
    HttpRequest request =
        HttpRequest.newBuilder(config.endpoint())
            .header("Authorization", authorization)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json")
            .POST(BodyPublishers.ofString(form))
            .build();
    HttpResponse<byte[]> response = send(request);
    if (response.statusCode() == 401) {
      throw new IntrospectionException(
          "it answered 401, so client-id or client-secret are not right");
    }
    if (response.statusCode() != 200) {
      throw new IntrospectionException(
          "it answered " + response.statusCode(), retryAfter(response));
    }
    return response.body();
  }

  // The server may close a kept connection just as it is used again, and the JDK does not repeat a
  // POST by itself. Repeating this POST is safe, because it changes nothing.
  private HttpResponse<byte[]> send(HttpRequest request) throws IntrospectionException {
    long deadlineNanos = System.nanoTime() + config.timeout().toNanos();
    for (int tries = 1; ; tries++) {
      try {
        return send(request, deadlineNanos);
      } catch (IOException e) {
        if (tries == MAX_TRIES) {
          throw new IntrospectionException("the connection fails: " + e);
        }
      }
    }
  }

  // The deadline includes the body. The JDK's own time-out of a request does not.
  private HttpResponse<byte[]> send(HttpRequest request, long deadlineNanos)
      throws IOException, IntrospectionException {
    CompletableFuture<HttpResponse<byte[]>> exchange =
        http.sendAsync(request, head -> new BoundedBody(MAX_ANSWER_BYTES));
    try {
      return exchange.get(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      exchange.cancel(true);
      throw new IntrospectionException("no answer within " + config.timeout());
    } catch (InterruptedException e) {
      exchange.cancel(true);
      Thread.currentThread().interrupt();
      throw new IntrospectionException("interrupted");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof IntrospectionException known) {
        throw known;
      }
      if (cause instanceof IOException failure
          && !(cause instanceof ConnectException || cause instanceof HttpTimeoutException)) {
        throw failure;
      }
      throw new IntrospectionException("no connection: " + cause);
    }
  }

  // Use the server's Retry-After if it is 1 to 99 seconds. Ignore dates and longer times.
  private static Duration retryAfter(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(value -> SECONDS.matcher(value).matches())
        .map(value -> Duration.ofSeconds(Long.parseLong(value)))
        .orElse(IntrospectionException.RETRY_AFTER);
  }
}
