package dev.sfcrime;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

@AnalyzeClasses(packages = "dev.sfcrime", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {
    @ArchTest
    static final ArchRule noFramework = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "org.apache..", "com.fasterxml..")
            .because("the wire is plain Java and Jackson, so that Spark's executors can read it too");

    @ArchTest
    static final ArchRule callsStandAlone = noClasses()
            .that()
            .resideInAPackage("dev.sfcrime.calls")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.sfcrime.wire")
            .because("what a call is does not depend on how it travels");
}
