package org.postern.faults;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes statements and connections fail as the system property {@value #PLAN} says:
 *
 * <ul>
 *   <li>{@code fail N ...}: the Nth statement or commit of a request fails and has no effect
 *   <li>{@code lose N ...}: it takes effect and then fails, as if the reply was lost
 *   <li>{@code outage ...}: every connection breaks for good, and there are no new ones
 *   <li>anything else, or nothing: nothing fails
 * </ul>
 *
 * Counting begins anew when the text changes. Statements of background jobs are neither counted nor
 * failed by number.
 */
final class Faults {

  private static final String PLAN = "postern.faults.plan";

  /**
   * The statements that requests have sent since the plan began, one per line, for the test to
   * read.
   */
  private static final String SEEN = "postern.faults.seen";

  /** How the names of WildFly's request threads begin. */
  private static final String REQUEST_THREAD = "default task-";

  private static final List<String> STATEMENTS = new ArrayList<>();
  private static String lastPlan = "";

  private Faults() {}

  /** A statement or another step that may fail. */
  interface Step {
    Object run() throws Throwable;
  }

  static boolean isOutage() {
    return plan().startsWith("outage");
  }

  /** Does the step, or fails as planned. */
  static Object run(String statement, Step step) throws Throwable {
    String fault = count(statement);
    if (fault.equals("fail")) {
      throw failure();
    }
    Object result = step.run();
    if (fault.equals("lose")) {
      throw failure();
    }
    return result;
  }

  private static SQLException failure() {
    return new SQLException("planned by a test", "HY000");
  }

  // The fault that this statement must meet; empty for none.
  private static synchronized String count(String statement) {
    if (!Thread.currentThread().getName().startsWith(REQUEST_THREAD)) {
      return "";
    }
    String plan = plan();
    if (!plan.equals(lastPlan)) {
      lastPlan = plan;
      STATEMENTS.clear();
    }
    STATEMENTS.add(statement.replace('\n', ' '));
    System.setProperty(SEEN, String.join("\n", STATEMENTS));
    String[] words = plan.split(" ", -1);
    return words.length > 1 && words[1].equals(String.valueOf(STATEMENTS.size())) ? words[0] : "";
  }

  private static String plan() {
    return System.getProperty(PLAN, "");
  }
}
