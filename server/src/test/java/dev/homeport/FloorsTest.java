package dev.homeport;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A package uses the floors below it, never neighbours or floors above (ARCHITECTURE.md). */
final class FloorsTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.homeport");

  private static final List<List<String>> FLOORS =
      List.of(
          List.of("blob", "eventlog", "mail", "webhook"),
          List.of("registry"),
          List.of("access", "messaging", "twin"),
          List.of(
              "alert",
              "configuration",
              "health",
              "insight",
              "job",
              "provisioning",
              "onboarding",
              "report",
              "transfer",
              "update"),
          List.of("gateway"),
          List.of("app"));

  @Test
  void noPackageUsesANeighbourOrAFloorAbove() {
    for (int floor = 0; floor < FLOORS.size(); floor++) {
      for (String feature : FLOORS.get(floor)) {
        for (int other = floor; other < FLOORS.size(); other++) {
          for (String forbidden : FLOORS.get(other)) {
            if (!forbidden.equals(feature)) {
              ArchRuleDefinition.noClasses()
                  .that()
                  .resideInAPackage("dev.homeport." + feature + "..")
                  .should()
                  .dependOnClassesThat()
                  .resideInAPackage("dev.homeport." + forbidden + "..")
                  .check(CLASSES);
            }
          }
        }
      }
    }
  }

  @Test
  void theRootUsesNoFeature() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage("dev.homeport")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.homeport.*..")
        .check(CLASSES);
  }

  @Test
  void featuresHaveNoCycles() {
    slices().matching("dev.homeport.(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
