package org.postern.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImportTableTest {

  private static final ArchRule RULE = classes().should(new ImportTable());

  @Test
  void everyPackageImportsOnlyWhatItsRowAllows() {
    RULE.check(Code.CLASSES);
  }

  /** The package of this test has no row. */
  @Test
  void aPackageWithoutARowIsAViolation() {
    JavaClasses withoutRow = new ClassFileImporter().importClasses(ImportTableTest.class);

    List<String> violations = RULE.evaluate(withoutRow).getFailureReport().getDetails();

    assertEquals(1, violations.size());
    assertTrue(violations.get(0).endsWith("has no row"), violations.get(0));
  }
}
