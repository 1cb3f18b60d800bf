package dev.sfcrime.analytics;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "dev.sfcrime.analytics", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {
    @ArchTest
    static final ArchRule pipelineIsSparkAlone = classes()
            .that()
            .resideInAPackage("..analytics.pipeline")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "scala..",
                    "org.jspecify..",
                    "org.apache.spark",
                    "org.apache.spark.api.java..",
                    "org.apache.spark.rdd",
                    "org.apache.spark.sql..",
                    "org.apache.spark.unsafe.types",
                    "dev.sfcrime.calls",
                    "dev.sfcrime.wire",
                    "dev.sfcrime.analytics.packing",
                    "dev.sfcrime.analytics.pipeline")
            .because("what is counted is the same for the stream, a batch and a test, wherever it runs");

    @ArchTest
    static final ArchRule onlyTheSourceReachesIntoSparksKafkaConnector = noClasses()
            .that()
            .resideOutsideOfPackage("..analytics.source")
            .and()
            .doNotHaveSimpleName("ExecutorSettings")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.spark.sql.kafka010..")
            .because("the connector's classes are no interface of Spark's, and may change with its versions");

    @ArchTest
    static final ArchRule aggregatesKnowNoSpark = noClasses()
            .that()
            .resideInAPackage("..analytics.aggregates")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..", "scala..", "..analytics.stream", "..analytics.pipeline")
            .because("what is stored and answered does not depend on what computes it");

    @ArchTest
    static final ArchRule noCycles = slices().matching("dev.sfcrime.analytics.(*)..")
            .should()
            .beFreeOfCycles()
            .because("packages depend one way");

    @ArchTest
    static final ArchRule constructorsInject = noFields()
            .should()
            .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
            .because("constructors name what a class needs");

    @ArchTest
    static final ArchRule noStandardStreams =
            NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.because("what a service has to say goes to its log");

    @ArchTest
    static final ArchRule whoMayCallIsDecidedElsewhere = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.sfcrime.web.security..", "org.springframework.security..")
            .because("every service is closed in the same way, by what they share");
}
