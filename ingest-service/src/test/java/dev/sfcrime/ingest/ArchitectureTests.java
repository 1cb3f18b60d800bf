package dev.sfcrime.ingest;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.beans.factory.annotation.Autowired;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "dev.sfcrime.ingest", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {
    @ArchTest
    static final ArchRule datasetsKnowNothingOfReplays = noClasses()
            .that()
            .resideInAPackage("..dataset..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..replay..", "..publish..", "org.apache.kafka..")
            .because("a dataset can be read and previewed wherever its records then go");

    @ArchTest
    static final ArchRule publishingKnowsNothingOfDatasetsAndReplays = noClasses()
            .that()
            .resideInAPackage("..publish..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..replay..", "..dataset..")
            .because("messages are published in the same way whoever made them");

    @ArchTest
    static final ArchRule replaysKnowNothingOfKafka = noClasses()
            .that()
            .resideInAPackage("..replay..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..")
            .because("replays see the publisher's port alone, so that how messages are sent can change");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.sfcrime.ingest.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule beansSayWhatTheyNeedInTheirConstructors = noFields()
            .should()
            .beAnnotatedWith(Autowired.class)
            .because("a constructor shows what a bean needs, and lets tests give it");

    @ArchTest
    static final ArchRule outputGoesToTheLog =
            NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.because("only what is logged has a time and a level");

    @ArchTest
    static final ArchRule whoMayCallIsDecidedElsewhere = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.sfcrime.web.security..", "org.springframework.security..")
            .because("every service is closed in the same way, by what they share");
}
