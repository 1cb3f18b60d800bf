package dev.sfcrime.bench;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "dev.sfcrime.bench", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {
    @ArchTest
    static final ArchRule packagesFormNoCycles =
            slices().matching("dev.sfcrime.bench.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule reportsKnowNothingOfWhatIsMeasured = noClasses()
            .that()
            .resideInAPackage("..bench.report..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.sfcrime.local..", "dev.sfcrime.bench.lab..", "dev.sfcrime.bench.rounds..")
            .because("figures are figures, wherever they come from");

    @ArchTest
    static final ArchRule nothingReachesIntoTheServices = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.sfcrime.ingest..", "dev.sfcrime.verify..", "dev.sfcrime.analytics..")
            .because("what is measured are the packaged jars, as users run them");
}
