package dev.sfcrime.local;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "dev.sfcrime.local", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {
    @ArchTest
    static final ArchRule packagesFormNoCycles =
            slices().matching("dev.sfcrime.local.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theBrokerStandsAlone = noClasses()
            .that()
            .resideInAPackage("..broker..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..cli..", "..console..", "..demo..", "..doctor..", "..machine..", "..settings..", "..stack..")
            .because("tests of every module start it without any launcher");

    @ArchTest
    static final ArchRule theMachineKnowsNothingOfTheSuite = noClasses()
            .that()
            .resideInAPackage("..machine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..broker..", "..cli..", "..demo..", "..doctor..", "..settings..", "..stack..")
            .because("processes and ports are what they are, whoever asks");

    @ArchTest
    static final ArchRule onlyTheCommandsKnowTheCommandLine = noClasses()
            .that()
            .resideOutsideOfPackages("..cli..", "..console..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..")
            .because("demo, doctor and stack can then be used without a command line");

    @ArchTest
    static final ArchRule outputGoesThroughTheConsole = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.sfcrime.local.cli.SfCrime")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("colours and redrawing depend on where it goes");
}
