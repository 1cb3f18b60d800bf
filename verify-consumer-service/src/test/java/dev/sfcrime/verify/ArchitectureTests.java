package dev.sfcrime.verify;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "dev.sfcrime.verify", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {
    @ArchTest
    static final ArchRule READING_KNOWS_NO_LISTENER = noClasses()
            .that()
            .resideInAPackage("..verify.topic..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..verify.messages..", "..verify.delivery..", "..verify.reconcile..", "..verify.deadletters..")
            .because("whoever wants messages listens; the reader does not care who does");

    @ArchTest
    static final ArchRule PROOF_AND_MESSAGES_ARE_APART = noClasses()
            .that()
            .resideInAnyPackage("..verify.delivery..", "..verify.reconcile..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..verify.messages..")
            .because("the proof of delivery must not rest on a bounded buffer");

    @ArchTest
    static final ArchRule DELIVERY_KNOWS_NO_RECONCILIATION = noClasses()
            .that()
            .resideInAPackage("..verify.delivery..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..verify.reconcile..")
            .because("what arrived is counted without knowing what should have");

    @ArchTest
    static final ArchRule DEAD_LETTERS_ARE_APART = noClasses()
            .that()
            .resideInAnyPackage("..verify.messages..", "..verify.delivery..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..verify.deadletters..")
            .because("verification goes on where nothing is routed");

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("dev.sfcrime.verify.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a feature that needs another must not be needed by it");

    @ArchTest
    static final ArchRule CONSTRUCTOR_INJECTION =
            GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION.because("a class names all it needs at once");

    @ArchTest
    static final ArchRule NO_STANDARD_STREAMS =
            GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.because("a service logs");

    @ArchTest
    static final ArchRule WHO_MAY_CALL_IS_DECIDED_ELSEWHERE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.sfcrime.web.security..", "org.springframework.security..")
            .because("every service is closed in the same way, by what they share");
}
