package dev.sfcrime.web;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

@AnalyzeClasses(packages = "dev.sfcrime.web", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {
    @ArchTest
    static final ArchRule mannersKnowNothingOfWhoCalls = noClasses()
            .that()
            .resideOutsideOfPackage("dev.sfcrime.web.security..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.sfcrime.web.security..", "org.springframework.security..")
            .because("who may call is decided in one place, before a request reaches anything else");

    @ArchTest
    static final ArchRule mannersOnly = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.sfcrime.calls..",
                    "dev.sfcrime.wire..",
                    "dev.sfcrime.ingest..",
                    "dev.sfcrime.verify..",
                    "dev.sfcrime.analytics..",
                    "org.apache.kafka..",
                    "org.apache.spark..")
            .because("how a service answers does not depend on what it answers");
}
