package org.postern.console.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.admin.client.ClientDetails;
import org.postern.console.client.Snippets.Snippet;
import org.postern.entity.ClientSettings;
import org.postern.entity.ClientType;
import org.postern.oauth.ClientId;
import org.postern.oauth.GrantType;

class SnippetsTest {

  private static final String ISSUER = "https://as.example/postern";
  private static final String HOSTILE = "a'b\"c\\d$HOME`e` \\u0022 <<form>> %+:";

  private static ClientDetails client(String clientId, ClientType type, GrantType... grants) {
    return ClientDetails.of(
        new ClientId(clientId),
        ClientSettings.ofType(type).grants(List.of(grants)).build(),
        Optional.empty());
  }

  private static ClientDetails confidential(String clientId, GrantType... grants) {
    return client(clientId, ClientType.CONFIDENTIAL, grants);
  }

  private static String code(ClientDetails client, String id) {
    return Snippets.of(ISSUER, client).stream()
        .filter(snippet -> snippet.id().equals(id))
        .map(Snippet::code)
        .collect(Collectors.joining());
  }

  @Test
  void asksForATokenOfTheClientsOwn() {
    ClientDetails client =
        confidential("reporting", GrantType.PASSWORD, GrantType.CLIENT_CREDENTIALS);

    assertEquals(
        List.of("curl", "java", "jakarta", "spring", "dotnet", "python", "powershell"),
        Snippets.of(ISSUER, client).stream().map(Snippet::id).toList());
    assertEquals(
        """
        curl -sS -u 'reporting':"$POSTERN_CLIENT_SECRET" \\
          --data-urlencode grant_type='client_credentials' \\
          'https://as.example/postern/oauth2/token'
        """,
        code(client, "curl"));
    assertEquals(
        """
        import base64
        import os
        from urllib.parse import quote_plus, urlencode
        from urllib.request import Request, urlopen

        request = Request("https://as.example/postern/oauth2/token", data=urlencode({
            "grant_type": "client_credentials",
        }).encode())
        client = quote_plus("reporting") + ":" + quote_plus(os.environ["POSTERN_CLIENT_SECRET"])
        request.add_header("Authorization", "Basic " + base64.b64encode(client.encode()).decode())
        print(urlopen(request).read().decode())
        """,
        code(client, "python"));
    assertEquals(
        """
        $client = [Uri]::EscapeDataString('reporting') + ':' + [Uri]::EscapeDataString($env:POSTERN_CLIENT_SECRET)
        $basic = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($client))
        Invoke-RestMethod -Method Post -Uri 'https://as.example/postern/oauth2/token' `
          -Headers @{ Authorization = "Basic $basic" } `
          -Body @{
            grant_type = 'client_credentials'
          }
        """,
        code(client, "powershell"));
    assertEquals(
        """
        using System.Net.Http.Headers;
        using System.Text;

        using var http = new HttpClient();
        var secret = Environment.GetEnvironmentVariable("POSTERN_CLIENT_SECRET")!;
        var client = Uri.EscapeDataString("reporting") + ":" + Uri.EscapeDataString(secret);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(client)));
        using var answer = await http.PostAsync("https://as.example/postern/oauth2/token",
            new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
            }));
        Console.WriteLine(await answer.Content.ReadAsStringAsync());
        """,
        code(client, "dotnet"));
  }

  @Test
  void logsAUserInThroughAPublicClient() {
    ClientDetails client =
        client("app", ClientType.PUBLIC, GrantType.PASSWORD, GrantType.REFRESH_TOKEN);

    assertEquals(
        """
        curl -sS --data-urlencode grant_type='password' \\
          --data-urlencode client_id='app' \\
          --data-urlencode username="$POSTERN_USERNAME" \\
          --data-urlencode password="$POSTERN_PASSWORD" \\
          'https://as.example/postern/oauth2/token'
        """,
        code(client, "curl"));
    for (Snippet snippet : Snippets.of(ISSUER, client)) {
      assertFalse(snippet.code().contains("POSTERN_CLIENT_SECRET"), snippet.code());
      assertTrue(snippet.code().contains("POSTERN_PASSWORD"), snippet.code());
    }
  }

  @Test
  void asksAboutTokensForAClientWithoutAGrant() {
    ClientDetails client = confidential("service");

    assertEquals(
        List.of("curl", "java", "dotnet", "python", "powershell"),
        Snippets.of(ISSUER, client).stream().map(Snippet::id).toList());
    assertEquals(
        """
        curl -sS -u 'service':"$POSTERN_CLIENT_SECRET" \\
          --data-urlencode token="$POSTERN_TOKEN" \\
          'https://as.example/postern/oauth2/introspect'
        """,
        code(client, "curl"));
    assertEquals(List.of(), Snippets.of(ISSUER, client("app", ClientType.PUBLIC)));
  }

  static Stream<Arguments> literals() {
    return Stream.of(
        Arguments.of("curl", "client_id='a'\\''b\"c\\d$HOME`e` \\u0022 <<form>> %+:'"),
        Arguments.of("java", "encode(\"a'b\\\"c\\\\d$HOME`e` \\\\u0022 <<form>> %+:\")"),
        Arguments.of("jakarta", "encode(\"a'b\\\"c\\\\d$HOME`e` \\\\u0022 <<form>> %+:\")"),
        Arguments.of("spring", ".clientId(\"a'b\\\"c\\\\d$HOME`e` \\\\u0022 <<form>> %+:\")"),
        Arguments.of("dotnet", "(\"a'b\\\"c\\\\d$HOME`e` \\\\u0022 <<form>> %+:\")"),
        Arguments.of("python", "quote_plus(\"a'b\\\"c\\\\d$HOME`e` \\\\u0022 <<form>> %+:\")"),
        Arguments.of("powershell", "('a''b\"c\\d$HOME`e` \\u0022 <<form>> %+:')"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("literals")
  void writesAnyClientIdAsALiteralOfTheLanguage(String id, String literal) {
    String code = code(confidential(HOSTILE, GrantType.CLIENT_CREDENTIALS), id);

    assertTrue(code.contains(literal), code);
  }

  @Test
  void sendsInTheBodyWhatAShellCannotEncode() {
    assertEquals(
        """
        printf %s "$POSTERN_CLIENT_SECRET" | curl -sS \\
          --data-urlencode client_id='a:b' \\
          --data-urlencode client_secret@- \\
          --data-urlencode grant_type='client_credentials' \\
          'https://as.example/postern/oauth2/token'
        """,
        code(confidential("a:b", GrantType.CLIENT_CREDENTIALS), "curl"));
  }

  @Test
  void endsAnApostropheOfAShell() {
    String code = code(confidential("it's", GrantType.CLIENT_CREDENTIALS), "curl");

    assertTrue(code.contains("-u 'it'\\''s':\"$POSTERN_CLIENT_SECRET\""), code);
  }

  static Stream<Arguments> compiled() {
    return Stream.of(
        Arguments.of(
            "java, its own", confidential(HOSTILE, GrantType.CLIENT_CREDENTIALS), "java", "Token"),
        Arguments.of(
            "java, a user's",
            client(HOSTILE, ClientType.PUBLIC, GrantType.PASSWORD),
            "java",
            "Token"),
        Arguments.of("java, introspection", confidential(HOSTILE), "java", "Token"),
        Arguments.of(
            "jakarta, its own",
            confidential(HOSTILE, GrantType.CLIENT_CREDENTIALS),
            "jakarta",
            "TokenFilter"),
        Arguments.of(
            "jakarta, a user's",
            confidential(HOSTILE, GrantType.PASSWORD),
            "jakarta",
            "TokenFilter"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("compiled")
  void compiles(String name, ClientDetails client, String id, String type, @TempDir Path out) {
    String code = code(client, id);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    boolean compiles =
        compiler
            .getTask(
                null,
                null,
                problems,
                List.of("-proc:none", "-d", out.toString()),
                null,
                List.of(new Source(type, code)))
            .call();

    assertTrue(compiles, () -> problems.getDiagnostics() + "\n" + code);
  }

  private static final class Source extends SimpleJavaFileObject {

    private final String code;

    private Source(String type, String code) {
      super(URI.create("string:///" + type + ".java"), Kind.SOURCE);
      this.code = code;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return code;
    }
  }
}
