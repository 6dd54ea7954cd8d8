package org.postern.benchmark;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.postern.clientauth.ClientAuthMethods;
import org.postern.config.PosternConfig;
import org.postern.crypto.PasswordHash;
import org.postern.crypto.SecretHash;
import org.postern.crypto.SecureTokens;
import org.postern.crypto.ServerKeys;
import org.postern.crypto.TokenValue;
import org.postern.grant.GrantCatalogues;
import org.postern.http.FormReader;
import org.postern.http.Json;
import org.postern.it.Kinds;
import org.postern.oauth.ClientId;
import org.postern.oauth.TokenDigest;

/** Measures each part of a token request that needs no server, with JMH. */
@State(Scope.Benchmark)
@Tag(Kinds.SAMPLE)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PartsBenchmark {

  private static final byte[] FORM =
      "grant_type=client_credentials&scope=api.read+api.write&client_id=my%2Dclient"
          .getBytes(StandardCharsets.US_ASCII);

  private final FormReader forms = new FormReader(GrantCatalogues.ALL, ClientAuthMethods.CATALOGUE);
  private final SecureTokens tokens = new SecureTokens();
  private final ClientId clientId = new ClientId("testclient");
  private SecretHash secretHash;
  private String stored;
  private TokenValue token;
  private final PasswordHash passwordHash =
      new PasswordHash(new PosternConfig(name -> Optional.empty()));
  private final String storedPassword = passwordHash.hash("alicepass-demo");

  /** A key, a secret's hash and a token. */
  @Setup
  public void prepare() {
    ServerKeys keys = new ServerKeys();
    keys.install(ServerKeys.newKey());
    secretHash = new SecretHash(keys);
    stored = secretHash.hash(clientId, "testpass");
    token = tokens.newAccessToken();
  }

  /** Compares a client's secret with its hash. */
  @Benchmark
  public boolean secretCheck() {
    return secretHash.matches(clientId, "testpass", stored);
  }

  /** Makes a token and the key of its row. */
  @Benchmark
  public String tokenMaking() {
    return tokens.newAccessToken().digest();
  }

  /** Computes the key of the row of a token that a caller presents. */
  @Benchmark
  public String tokenDigest() {
    return TokenDigest.of(token.value());
  }

  /** Parses a form with three parameters. */
  @Benchmark
  public Map<String, List<String>> formParsing() {
    return forms.read(FORM);
  }

  /** Writes the answer with a token. */
  @Benchmark
  public byte[] json() {
    return Json.object(
        json -> {
          json.write("access_token", token.value());
          json.write("token_type", "Bearer");
          json.write("expires_in", 3600);
          json.write("scope", "api.read api.write");
        });
  }

  /** Compares a password with its hash, at the default cost. */
  @Benchmark
  public boolean passwordCheck() {
    return passwordHash.matches("alicepass-demo", storedPassword);
  }

  /** Runs the benchmarks in a separate JVM. */
  @Test
  void measuresTheParts() throws RunnerException {
    new Runner(
            new OptionsBuilder()
                .include(PartsBenchmark.class.getName())
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(2))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(2))
                .build())
        .run();
  }
}
