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
 * Hashes passwords with Argon2id, version 19, RFC 9106. The PHC string form {@code
 * $argon2id$v=19$m=..,t=..,p=..$salt$hash} keeps the parameters with the hash. A hash takes much
 * time and memory on purpose, so a login reaches this class only through {@code
 * user.UserAuthentication}, which limits how many run at once.
 */
@ApplicationScoped
public class PasswordHash {

  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final Pattern ENCODED =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})"
              + "\\$([A-Za-z0-9+/]{22})\\$([A-Za-z0-9+/]{43})");

  /** The most memory that is kept between hashes, in blocks of 1 KiB. */
  private static final int MAX_KEPT = 65_536;

  private final Argon2Cost cost;
  private final String dummy;

  // Reuse the memory of hashes. A hash needs about 20 MiB in small blocks; if these became garbage,
  // the garbage collector would stop all requests several times a second while users log in.
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
    // This hash belongs to no password. Comparing with it costs as much as comparing with a real
    // one.
    this.dummy = encode(cost, salt, hash);
  }

  /** Tells whether a text has the form of a hash that this class makes, with any cost. */
  public static boolean isForm(String text) {
    Matcher parts = ENCODED.matcher(text);
    return parts.matches() && cost(parts).parallelism() == 1;
  }

  /**
   * Tells whether passwords can be compared with this hash: it can be read, and its cost is not
   * higher than this server allows for hashes that were made elsewhere.
   */
  public boolean isUsable(String encoded) {
    Matcher parts = ENCODED.matcher(encoded);
    return parts.matches() && cost(parts).isAffordable(cost);
  }

  /**
   * Describes the highest cost that this server allows for a hash that was made elsewhere, as text
   * for people.
   */
  public String limits() {
    return Argon2Cost.limits(cost);
  }

  /** Hashes a password with the configured cost. The password is in its RFC 8265 form. */
  public String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    return encode(cost, salt, compute(password, salt, cost));
  }

  /**
   * Tells whether the password has this hash. A hash that is empty or not {@linkplain #isUsable
   * usable} matches no password. A comparison takes at least as long as a new hash, so that timing
   * reveals neither users whose hash was made when the configured cost was lower nor, where the
   * login is refused all the same, that the password was right.
   */
  public boolean matches(String password, String encoded) {
    boolean usable = isUsable(encoded);
    Matcher parts = ENCODED.matcher(usable ? encoded : dummy);
    if (!parts.matches()) {
      throw new IllegalStateException("unreadable dummy hash");
    }
    byte[] salt = Base64.getDecoder().decode(parts.group(4));
    byte[] computed = compute(password, salt, cost(parts));
    boolean right =
        MessageDigest.isEqual(computed, Base64.getDecoder().decode(parts.group(5))) && usable;
    cost.beyond(cost(parts)).forEach(more -> compute(password, salt, more));
    return right;
  }

  /** Tells whether the hash has the configured cost. */
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

  byte[] compute(String password, byte[] salt, Argon2Cost cost) {
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
