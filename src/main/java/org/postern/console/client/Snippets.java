package org.postern.console.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.postern.admin.client.ClientDetails;
import org.postern.admin.client.ClientSetting;
import org.postern.oauth.GrantType;

/**
 * Writes code examples of the typical request of a client, with the client's values. Secret values
 * come from environment variables. RFC 6749 §2.3.1: identifier and secret are form-encoded before
 * they are joined.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1">RFC 6749 §2.3.1</a>
 */
final class Snippets {

  private static final String SECRET = "POSTERN_CLIENT_SECRET";

  private static final Pattern PLACE = Pattern.compile("<<([a-z]+)>>");

  private static final String BASIC =
      """

        private static String basic() {
          String pair = encode(<<client>>) + ":" + encode(System.getenv("POSTERN_CLIENT_SECRET"));
          return "Basic "
              + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        }
      """;

  private final String endpoint;
  private final String clientId;
  private final boolean authenticated;
  private final boolean inBody;
  private final boolean forToken;
  private final List<Parameter> form;

  /**
   * One example.
   *
   * @param id the id of the example, letters only
   * @param name the name of the language or tool
   * @param code the text to copy
   */
  public record Snippet(String id, String name, String code) {}

  // The value of a secret parameter is the name of the environment variable that holds it.
  private record Parameter(String name, String value, boolean secret) {}

  private Snippets(String issuer, ClientDetails client, List<Parameter> form, boolean forToken) {
    this.endpoint = issuer + (forToken ? "/oauth2/token" : "/oauth2/introspect");
    this.clientId = client.clientId().value();
    this.authenticated = !client.get(ClientSetting.TYPE).equals("public");
    this.inBody =
        authenticated
            && clientId.contains(":")
            && client.get(ClientSetting.ALLOW_CLIENT_SECRET_POST);
    this.forToken = forToken;
    this.form = form;
  }

  /**
   * Writes the examples for the first request in this list that the client may send: getting its
   * own token, logging a user in, refreshing, and introspecting a token.
   *
   * @return empty if the client may send none of these requests
   */
  static List<Snippet> of(String issuer, ClientDetails client) {
    boolean authenticated = !client.get(ClientSetting.TYPE).equals("public");
    List<Parameter> form = new ArrayList<>();
    if (!authenticated) {
      form.add(new Parameter("client_id", client.clientId().value(), false));
    }
    boolean forToken = true;
    if (authenticated && may(client, GrantType.CLIENT_CREDENTIALS)) {
      form.add(0, grant(GrantType.CLIENT_CREDENTIALS));
    } else if (may(client, GrantType.PASSWORD)) {
      form.add(0, grant(GrantType.PASSWORD));
      form.add(new Parameter("username", "POSTERN_USERNAME", true));
      form.add(new Parameter("password", "POSTERN_PASSWORD", true));
    } else if (may(client, GrantType.REFRESH_TOKEN)) {
      form.add(0, grant(GrantType.REFRESH_TOKEN));
      form.add(new Parameter("refresh_token", "POSTERN_REFRESH_TOKEN", true));
    } else if (authenticated) {
      form.add(new Parameter("token", "POSTERN_TOKEN", true));
      forToken = false;
    } else {
      return List.of();
    }
    return new Snippets(issuer, client, form, forToken).all();
  }

  private static boolean may(ClientDetails client, GrantType grant) {
    return client.get(ClientSetting.GRANTS).contains(grant.value());
  }

  private static Parameter grant(GrantType type) {
    return new Parameter("grant_type", type.value(), false);
  }

  private List<Snippet> all() {
    List<Snippet> all = new ArrayList<>();
    all.add(new Snippet("curl", "curl", curl()));
    all.add(new Snippet("java", "Java HttpClient", java()));
    if (forToken) {
      all.add(new Snippet("jakarta", "Jakarta REST", jakarta()));
      all.add(new Snippet("spring", "Spring", isForItself() ? springSecurity() : spring()));
    }
    all.add(new Snippet("dotnet", ".NET", dotnet()));
    all.add(new Snippet("python", "Python", python()));
    all.add(new Snippet("powershell", "PowerShell", powerShell()));
    return all;
  }

  private boolean isForItself() {
    return form.get(0).value().equals(GrantType.CLIENT_CREDENTIALS.value());
  }

  private String curl() {
    return (inBody ? "printf %s \"$" + SECRET + "\" | curl -sS \\\n " : "curl -sS")
        + (inBody
            ? " --data-urlencode client_id="
                + Quoting.shell(clientId)
                + " \\\n  --data-urlencode client_secret@- \\\n "
            : authenticated ? " -u " + Quoting.shell(name()) + ":\"$" + SECRET + "\" \\\n " : "")
        + form(
            " \\\n ",
            one ->
                " --data-urlencode "
                    + (one.secret()
                        ? one.name() + "=\"$" + one.value() + '"'
                        : one.name() + "=" + Quoting.shell(one.value())))
        + " \\\n  "
        + Quoting.shell(endpoint)
        + "\n";
  }

  // A shell cannot encode the secret. Postern also accepts the pair without encoding, and then the
  // identifier ends at the first colon: see docs/choices.md.
  private String name() {
    return clientId.contains(":") ? encode(clientId) : clientId;
  }

  private String java() {
    return fill(
        """
        import java.net.URI;
        import java.net.URLEncoder;
        import java.net.http.HttpClient;
        import java.net.http.HttpRequest;
        import java.net.http.HttpRequest.BodyPublishers;
        import java.net.http.HttpResponse.BodyHandlers;
        import java.nio.charset.StandardCharsets;
        import java.util.Base64;

        class Token {
          public static void main(String[] args) throws Exception {
            HttpRequest request =
                HttpRequest.newBuilder(URI.create(<<endpoint>>))
        <<authorization>>            .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(<<form>>))
                    .build();
            System.out.println(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());
          }

          static String encode(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
          }
        <<basic>>}
        """,
        "            .header(\"Authorization\", basic())\n",
        form(
            "\n                        + \"&\" + ",
            one ->
                one.secret()
                    ? Quoting.code(one.name() + "=") + " + encode(" + javaValue(one) + ")"
                    : Quoting.code(one.name() + "=" + encode(one.value()))));
  }

  private String jakarta() {
    return fill(
        """
        import jakarta.json.JsonObject;
        import jakarta.ws.rs.client.Client;
        import jakarta.ws.rs.client.ClientBuilder;
        import jakarta.ws.rs.client.ClientRequestContext;
        import jakarta.ws.rs.client.ClientRequestFilter;
        import jakarta.ws.rs.client.Entity;
        import jakarta.ws.rs.core.Form;
        import java.net.URLEncoder;
        import java.nio.charset.StandardCharsets;
        import java.time.Instant;
        import java.util.Base64;

        public class TokenFilter implements ClientRequestFilter {
          private final Client http = ClientBuilder.newClient();
          private String token;
          private Instant renewal = Instant.MIN;

          @Override
          public void filter(ClientRequestContext request) {
            request.getHeaders().putSingle("Authorization", "Bearer " + token());
          }

          private synchronized String token() {
            if (Instant.now().isAfter(renewal)) {
              JsonObject answer =
                  http.target(<<endpoint>>)
                      .request("application/json")
        <<authorization>>              .post(Entity.form(new Form()<<form>>), JsonObject.class);
              token = answer.getString("access_token");
              renewal = Instant.now().plusSeconds(answer.getInt("expires_in") - 30L);
            }
            return token;
          }

          private static String encode(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
          }
        <<basic>>}
        """,
        "              .header(\"Authorization\", basic())\n",
        form(
            "",
            one -> "\n                  .param(\"" + one.name() + "\", " + javaValue(one) + ")"));
  }

  private String springSecurity() {
    return fill(
        """
        // Spring Security 6.4 and later
        @Bean
        ClientRegistrationRepository registrations() {
          return new InMemoryClientRegistrationRepository(
              ClientRegistration.withRegistrationId("postern")
                  .tokenUri(<<endpoint>>)
                  .clientId(<<client>>)
                  .clientSecret(System.getenv("POSTERN_CLIENT_SECRET"))
                  .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                  .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                  .build());
        }

        @Bean
        RestClient api(OAuth2AuthorizedClientManager clients) {
          var interceptor = new OAuth2ClientHttpRequestInterceptor(clients);
          interceptor.setClientRegistrationIdResolver(request -> "postern");
          return RestClient.builder().requestInterceptor(interceptor).build();
        }
        """,
        "",
        "");
  }

  private String spring() {
    return fill(
        """
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        <<form>>Map<?, ?> answer =
            RestClient.create()
                .post()
                .uri(URI.create(<<endpoint>>))
        <<authorization>>        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(form)
                .retrieve()
                .body(Map.class);
        """,
        """
                .headers(
                    headers ->
                        headers.setBasicAuth(
                            URLEncoder.encode(<<client>>, UTF_8),
                            URLEncoder.encode(System.getenv("POSTERN_CLIENT_SECRET"), UTF_8)))
        """,
        form("", one -> "form.add(\"" + one.name() + "\", " + javaValue(one) + ");\n"));
  }

  private static String javaValue(Parameter one) {
    return one.secret() ? "System.getenv(\"" + one.value() + "\")" : Quoting.code(one.value());
  }

  private String dotnet() {
    return fill(
        """
        using System.Net.Http.Headers;
        using System.Text;

        using var http = new HttpClient();
        <<authorization>>using var answer = await http.PostAsync(<<endpoint>>,
            new FormUrlEncodedContent(new Dictionary<string, string>
            {
        <<form>>    }));
        Console.WriteLine(await answer.Content.ReadAsStringAsync());
        """,
        """
        var secret = Environment.GetEnvironmentVariable("POSTERN_CLIENT_SECRET")!;
        var client = Uri.EscapeDataString(<<client>>) + ":" + Uri.EscapeDataString(secret);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(client)));
        """,
        form(
            "",
            one ->
                "        [\""
                    + one.name()
                    + "\"] = "
                    + (one.secret()
                        ? "Environment.GetEnvironmentVariable(\"" + one.value() + "\")!"
                        : Quoting.code(one.value()))
                    + ",\n"));
  }

  private String python() {
    return fill(
        """
        import base64
        import os
        from urllib.parse import quote_plus, urlencode
        from urllib.request import Request, urlopen

        request = Request(<<endpoint>>, data=urlencode({
        <<form>>}).encode())
        <<authorization>>print(urlopen(request).read().decode())
        """,
        """
        client = quote_plus(<<client>>) + ":" + quote_plus(os.environ["POSTERN_CLIENT_SECRET"])
        request.add_header("Authorization", "Basic " + base64.b64encode(client.encode()).decode())
        """,
        form(
            "",
            one ->
                "    \""
                    + one.name()
                    + "\": "
                    + (one.secret()
                        ? "os.environ[\"" + one.value() + "\"]"
                        : Quoting.code(one.value()))
                    + ",\n"));
  }

  private String powerShell() {
    String client =
        "$client = [Uri]::EscapeDataString("
            + Quoting.powerShell(clientId)
            + ") + ':' + [Uri]::EscapeDataString($env:"
            + SECRET
            + ")\n$basic = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($client))\n";
    return (authenticated ? client : "")
        + "Invoke-RestMethod -Method Post -Uri "
        + Quoting.powerShell(endpoint)
        + (authenticated ? " `\n  -Headers @{ Authorization = \"Basic $basic\" }" : "")
        + " `\n  -Body @{\n"
        + form(
            "",
            one ->
                "    "
                    + one.name()
                    + " = "
                    + (one.secret() ? "$env:" + one.value() : Quoting.powerShell(one.value()))
                    + "\n")
        + "  }\n";
  }

  private String form(String separator, Function<Parameter, String> write) {
    return form.stream().map(write).collect(Collectors.joining(separator));
  }

  // Replace all placeholders in one pass, so that a client identifier that looks like a placeholder
  // is not replaced.
  private String fill(String template, String authorization, String fields) {
    Map<String, String> values =
        Map.of(
            "endpoint",
            Quoting.code(endpoint),
            "client",
            Quoting.code(clientId),
            "authorization",
            authenticated ? withClient(authorization) : "",
            "basic",
            authenticated ? withClient(BASIC) : "",
            "form",
            fields);
    return PLACE
        .matcher(template)
        .replaceAll(place -> Matcher.quoteReplacement(values.get(place.group(1))));
  }

  private String withClient(String template) {
    return template.replace("<<client>>", Quoting.code(clientId));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
