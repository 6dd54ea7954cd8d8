package org.postern.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The imports that each package of Postern may have: other packages of Postern or single classes of
 * them, and packages of other libraries besides the JDK. A package must have a row. A new row needs
 * an entry in docs/decisions/0001-import-table.md.
 */
final class ImportTable extends ArchCondition<JavaClass> {

  private static final String WS_RS = "jakarta.ws.rs";
  private static final String JSON = "jakarta.json";
  private static final String SERVLET = "jakarta.servlet";
  private static final String PERSISTENCE = "jakarta.persistence";
  private static final String TRANSACTION = "jakarta.transaction";
  private static final String CONCURRENT = "jakarta.enterprise.concurrent";
  private static final String FACES = "jakarta.faces";
  private static final String EXPRESSIONS = "jakarta.el";
  private static final String SECURITY = "jakarta.security";
  private static final String CONFIG = "org.eclipse.microprofile.config";
  private static final String HEALTH = "org.eclipse.microprofile.health";
  private static final String MICROMETER = "io.micrometer";
  private static final String BOUNCY_CASTLE = "org.bouncycastle";
  private static final String FLYWAY = "org.flywaydb";
  private static final String PRECIS = "rocks.xmpp.precis";
  private static final String PRIMEFACES = "org.primefaces";
  private static final String SQL = "java.sql";
  private static final String NAMING = "javax.naming";
  private static final String DATA_SOURCE = "javax.sql";

  private static final List<String> CDI =
      List.of("jakarta.inject", "jakarta.enterprise", "jakarta.interceptor", "jakarta.annotation");

  private static final Set<String> WITHOUT_CDI = Set.of("oauth", "entity");

  private record Row(Set<String> ours, Set<String> beyond) {}

  private static final Map<String, Row> ROWS = new HashMap<>();

  static {
    // The JAX-RS applications: what they list.
    row(
        "",
        "http bearer api resource endpoint.token endpoint.introspection endpoint.revocation"
            + " endpoint.metadata endpoint.admin",
        WS_RS);
    row("oauth", "");
    row("setting", "", CONFIG);
    row("config", "oauth setting");
    row("crypto", "oauth config", BOUNCY_CASTLE);
    row("entity", "oauth", PERSISTENCE);
    row("store", "oauth entity", PERSISTENCE, NAMING, DATA_SOURCE, SQL);
    row("audit", "oauth config entity store", TRANSACTION, CONCURRENT, JSON);
    row("throttle", "oauth config crypto entity store", TRANSACTION, CONCURRENT);
    row("directory", "config", SECURITY, NAMING);
    row(
        "user",
        "oauth config crypto entity store throttle audit directory",
        TRANSACTION,
        PRECIS,
        JSON);
    row("access", "oauth entity store");
    row("clientauth", "oauth config crypto entity store throttle audit");
    row("token", "oauth config crypto entity store access audit bearer", JSON);
    row("grant", "oauth entity clientauth token user access");
    row("http", "oauth config setting audit", WS_RS, JSON, SERVLET);
    row(
        "endpoint.token",
        "oauth http clientauth grant token access audit setting.IpAddress crypto.TokenValue"
            + " entity.Holding store.RegisteredClient store.UserAccount",
        WS_RS,
        JSON,
        SERVLET,
        TRANSACTION);
    row(
        "endpoint.introspection",
        "oauth http clientauth token access audit store.RegisteredClient",
        WS_RS,
        JSON,
        SERVLET);
    row(
        "endpoint.revocation",
        "oauth http clientauth token store.RegisteredClient",
        WS_RS,
        SERVLET,
        TRANSACTION);
    row("endpoint.metadata", "oauth http config clientauth grant", WS_RS, JSON);
    row("bearer", "oauth", WS_RS, JSON);
    row("guest", "oauth bearer setting", JSON);
    row("api", "oauth http bearer admin.common", WS_RS, SERVLET);
    row(
        "resource",
        "oauth http bearer api observe.Health admin.common admin.client admin.user admin.token",
        WS_RS,
        SERVLET,
        JSON);
    row(
        "admin.common",
        "oauth config crypto entity store token.LiveTokens access.Verdict user.Username"
            + " audit.Author audit.Change",
        TRANSACTION,
        JSON);
    row("admin.scope", "oauth config crypto entity store audit admin.common", TRANSACTION, JSON);
    row(
        "admin.client",
        "oauth config crypto entity store user access throttle audit admin.common admin.scope",
        TRANSACTION,
        JSON);
    row(
        "admin.user",
        "oauth config crypto entity store user access throttle audit admin.common admin.client",
        TRANSACTION,
        JSON);
    row(
        "admin.token",
        "oauth config crypto entity store token user access audit admin.common admin.client",
        TRANSACTION,
        JSON);
    row("admin.trail", "oauth crypto entity store user admin.common", TRANSACTION, JSON);
    row(
        "admin.transfer",
        "oauth config crypto entity store audit admin.common admin.scope admin.client admin.user",
        TRANSACTION,
        JSON);
    row("admin.session", "oauth store user audit admin.common", TRANSACTION);
    row("admin.overview", "oauth config store audit admin.common admin.client", TRANSACTION);
    row(
        "admin.start",
        "oauth crypto store admin.common admin.client admin.user",
        TRANSACTION,
        JSON);
    row(
        "endpoint.admin",
        "oauth http bearer api config.PosternConfig config.TransferConfig admin.common admin.scope"
            + " admin.client admin.user admin.token admin.trail admin.transfer",
        WS_RS,
        JSON,
        SERVLET);
    row(
        "setup",
        "oauth config setting crypto entity store audit admin.common admin.start admin.transfer"
            + " admin.user.PasswordPreparation admin.user.HashedPassword",
        JSON,
        TRANSACTION,
        FLYWAY,
        NAMING,
        DATA_SOURCE,
        SQL);
    row("job", "oauth config entity store audit user.HashingQueue", CONCURRENT, TRANSACTION);
    row("observe", "oauth.RefusalReason config store job user audit", HEALTH, MICROMETER);
    row(
        "console.frame",
        "oauth config http.FailureReports http.CallerGoneException http.RequestBody admin.common"
            + " admin.session admin.transfer",
        FACES,
        EXPRESSIONS,
        SERVLET,
        PRIMEFACES);
    row(
        "console.common",
        "oauth config console.frame admin.common admin.session admin.trail",
        FACES,
        SERVLET,
        JSON);
    row(
        "console.client",
        "oauth config console.common admin.common admin.client admin.scope admin.token admin.trail"
            + " admin.user",
        FACES);
    row(
        "console.scope",
        "console.common console.trail admin.common admin.client admin.scope",
        FACES);
    row(
        "console.user",
        "console.common admin.common admin.client admin.token admin.trail admin.user",
        FACES);
    row("console.trail", "oauth console.common admin.common admin.trail", FACES, SERVLET, JSON);
    row("console.transfer", "oauth console.common admin.common admin.transfer", FACES, SERVLET);
    row(
        "console.session",
        "console.common console.frame admin.common admin.session admin.user",
        FACES,
        SERVLET);
    row("console.overview", "config console.common admin.common admin.overview", FACES);
  }

  // Single classes that see more than their package does, each for its one duty.
  private static final Map<String, Set<String>> CLASSES =
      Map.of(
          "org.postern.oauth.TokenDigest", Set.of("java.security"),
          "org.postern.http.StorageFailures", Set.of(PERSISTENCE, TRANSACTION, SQL),
          "org.postern.setup.StartUp", Set.of(PERSISTENCE));

  // Parts of the JDK that a package may use only if its row allows them.
  private static final List<String> GUARDED_IN_THE_JDK =
      List.of("javax.crypto", "java.security", DATA_SOURCE, SQL, "java.rmi", NAMING);

  ImportTable() {
    super("import only what the table allows to their package");
  }

  private static void row(String ofPackage, String ours, String... beyond) {
    Set<String> packages = ours.isEmpty() ? Set.of() : Set.of(ours.split(" ", -1));
    ROWS.put(ofPackage, new Row(packages, Set.of(beyond)));
  }

  @Override
  public void check(JavaClass ours, ConditionEvents events) {
    String ofPackage = relative(ours.getPackageName());
    Row row = ROWS.get(ofPackage);
    if (row == null) {
      violated(ours, "the package of " + ours.getName() + " has no row", events);
      return;
    }
    for (Dependency dependency : ours.getDirectDependenciesFromSelf()) {
      JavaClass target = dependency.getTargetClass().getBaseComponentType();
      if (!target.isPrimitive() && !isAllowed(ours, ofPackage, row, target)) {
        violated(ours, dependency.getDescription(), events);
      }
    }
  }

  private static boolean isAllowed(JavaClass ours, String ofPackage, Row row, JavaClass target) {
    String name = target.getName();
    if (isIn(target.getPackageName(), Code.ROOT)) {
      String targetPackage = relative(target.getPackageName());
      return targetPackage.equals(ofPackage)
          || row.ours().contains(targetPackage)
          || row.ours().contains(relative(topLevelName(target)));
    }
    Set<String> alsoForThisClass = CLASSES.getOrDefault(topLevelName(ours), Set.of());
    if (isInAny(name, row.beyond()) || isInAny(name, alsoForThisClass)) {
      return ofPackage.equals("store") || !isEntityManager(target);
    }
    if (isIn(name, CONCURRENT)) {
      return false;
    }
    if (isInAny(name, CDI)) {
      return !WITHOUT_CDI.contains(ofPackage);
    }
    if (isInAny(name, GUARDED_IN_THE_JDK)) {
      return name.equals("java.security.Principal")
          || (ofPackage.equals("crypto")
              && isInAny(name, List.of("javax.crypto", "java.security")));
    }
    return name.startsWith("java.");
  }

  private static boolean isEntityManager(JavaClass target) {
    return target.getSimpleName().startsWith("EntityManager")
        || target.getSimpleName().startsWith("PersistenceContext");
  }

  private static String topLevelName(JavaClass ours) {
    String name = ours.getName();
    int dollar = name.indexOf('$');
    return dollar < 0 ? name : name.substring(0, dollar);
  }

  private static boolean isInAny(String name, Iterable<String> packages) {
    for (String one : packages) {
      if (isIn(name, one)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isIn(String name, String ofPackage) {
    return name.equals(ofPackage) || name.startsWith(ofPackage + ".");
  }

  private static String relative(String packageName) {
    return packageName.equals(Code.ROOT) ? "" : packageName.substring(Code.ROOT.length() + 1);
  }

  private static void violated(JavaClass ours, String message, ConditionEvents events) {
    events.add(SimpleConditionEvent.violated(ours, message));
  }
}
