package org.postern.crypto;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.postern.config.Argon2Cost;
import org.postern.config.PosternConfig;

/**
 * Argon2id, version 19, in the PHC string form {@code $argon2id$v=19$m=..,t=..,p=..$salt$hash}, so
 * that the parameters stay with the hash. RFC 9106. Slow and hungry on purpose: request paths come
 * here only through {@code user.UserAuthentication}.
 */
@ApplicationScoped
public class PasswordHash {

  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final Pattern ENCODED =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})"
              + "\\$([A-Za-z0-9+/]{22})\\$([A-Za-z0-9+/]{43})");

  /** Memory that is kept between hashes, in blocks of a KiB. */
  private static final int MAX_KEPT = 65_536;

  private final Argon2Cost cost;
  private final String dummy;

  // A hash needs some 20 MiB in small pieces. As garbage they would be copied through the heap and
  // stop every request for it a few times a second while users log in.
  private final BlockPool blocks;

  /** For the proxy only. */
  protected PasswordHash() {
    this.cost = null;
    this.dummy = null;
    this.blocks = null;
  }

  @Inject
  public PasswordHash(PosternConfig config) {
    this.cost = config.argon2();
    long atOnce = (long) config.passwordHashes() * cost.memoryKib();
    this.blocks = new FixedBlockPool((int) Math.min(atOnce, MAX_KEPT));
    byte[] random = new byte[SALT_BYTES + HASH_BYTES];
    new SecureRandom().nextBytes(random);
    byte[] salt = java.util.Arrays.copyOf(random, SALT_BYTES);
    byte[] hash = java.util.Arrays.copyOfRange(random, SALT_BYTES, random.length);
    // A hash that no password has: checking it costs what checking a real one costs.
    this.dummy = encode(cost, salt, hash);
  }

  /** Tells whether a text has the form of a hash that this class makes, at whatever cost. */
  public static boolean isForm(String text) {
    Matcher parts = ENCODED.matcher(text);
    return parts.matches() && cost(parts).parallelism() == 1;
  }

  /**
   * Tells whether passwords are compared with this hash: it can be read and does not cost more than
   * this server grants to a hash from elsewhere.
   */
  public boolean isUsable(String encoded) {
    Matcher parts = ENCODED.matcher(encoded);
    return parts.matches() && cost(parts).isAffordable(cost);
  }

  /** What a hash from elsewhere may cost here, for people. */
  public String limits() {
    return Argon2Cost.limits(cost);
  }

  /** A new hash with the configured cost. The password is in its RFC 8265 form. */
  public String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    return encode(cost, salt, compute(password, salt, cost));
  }

  /**
   * Tells whether the password has this hash. One that is empty or not {@linkplain #isUsable
   * usable} costs as much as one that is made now and matches nothing.
   */
  public boolean matches(String password, String encoded) {
    boolean usable = isUsable(encoded);
    Matcher parts = ENCODED.matcher(usable ? encoded : dummy);
    if (!parts.matches()) {
      throw new IllegalStateException("unreadable dummy hash");
    }
    byte[] computed = compute(password, Base64.getDecoder().decode(parts.group(4)), cost(parts));
    return MessageDigest.isEqual(computed, Base64.getDecoder().decode(parts.group(5))) && usable;
  }

  /** Tells whether the hash was made with the cost that is configured now. */
  public boolean isCurrent(String encoded) {
    return Optional.of(ENCODED.matcher(encoded))
        .filter(Matcher::matches)
        .map(parts -> cost(parts).equals(cost))
        .orElse(false);
  }

  private static Argon2Cost cost(Matcher parts) {
    return new Argon2Cost(
        Integer.parseInt(parts.group(1)),
        Integer.parseInt(parts.group(2)),
        Integer.parseInt(parts.group(3)));
  }

  private static String encode(Argon2Cost cost, byte[] salt, byte[] hash) {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m="
        + cost.memoryKib()
        + ",t="
        + cost.iterations()
        + ",p="
        + cost.parallelism()
        + "$"
        + base64.encodeToString(salt)
        + "$"
        + base64.encodeToString(hash);
  }

  private byte[] compute(String password, byte[] salt, Argon2Cost cost) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(cost.memoryKib())
            .withIterations(cost.iterations())
            .withParallelism(cost.parallelism())
            .withSalt(salt)
            .withBlockPool(blocks)
            .build());
    byte[] hash = new byte[HASH_BYTES];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    return hash;
  }
}
