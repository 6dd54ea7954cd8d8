package org.postern.it;

/**
 * The tags of the integration tests. {@code pom.xml} says in {@code it.kinds} and {@code
 * it.without} which of them a build runs.
 *
 * <p>A test without a tag of the first group runs in every {@code mvn verify}, and so does a {@link
 * #SAMPLE} of each kind. {@code mvn verify -Pfull} runs the others too, save for {@link #CLUSTER}.
 */
public final class Kinds {

  // What makes a test slow, or asks for more than the server that Arquillian manages.

  /** Starts a server for itself. The servers of {@link SettingsServer} do not count. */
  public static final String OWN_SERVER = "own-server";

  /** Kills or stops a server of its own, and starts it again. */
  public static final String RESTART = "restart";

  /** Repeats one thing very often, a race {@code it.race.rounds} times. */
  public static final String RACE = "race";

  /** Shows the console in Chromium. */
  public static final String BROWSER = "browser";

  /** Brings a server of its own to its limits. */
  public static final String OVERLOAD = "overload";

  /** Needs two nodes, which {@code -Pcluster} makes. */
  public static final String CLUSTER = "cluster";

  /** One of its kind that every {@code mvn verify} runs all the same. */
  public static final String SAMPLE = "sample";

  /** Tells that another server works at all: {@code .ci/run} runs these on Payara. */
  public static final String SMOKE = "smoke";

  // What a server is not or has not: see the files in src/test/servers.

  /** Is about WildFly itself. */
  public static final String WILDFLY = "wildfly";

  /** Needs MicroProfile Health. */
  public static final String MICROPROFILE_HEALTH = "microprofile-health";

  /** Sends what few servers pass on or refuse alike. */
  public static final String ANSWERED_BY_THE_SERVER = "answered-by-the-server";

  /** Needs a server that passes on every character in a path. */
  public static final String ANY_CHARACTER_IN_PATH = "any-character-in-path";

  /** Needs a server that passes on empty headers. */
  public static final String EMPTY_HEADER = "empty-header";

  /** Nobody has seen it pass on Open Liberty, or not with all the others. */
  public static final String UNSEEN_ON_LIBERTY = "unseen-on-liberty";

  /** Nobody has seen it pass on GlassFish, or not with all the others. */
  public static final String UNSEEN_ON_GLASSFISH = "unseen-on-glassfish";

  private Kinds() {}
}
