package dev.sfcrime.analytics;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.sfcrime.local.secure.Certificate;
import dev.sfcrime.local.secure.ClosedBroker;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** No secret that the service is given is shown: not in its log, at the actuator, in its answers, or in Spark's UI. */
@ExtendWith(OutputCaptureExtension.class)
class SecretsIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String KAFKA_SECRET = "hush-kafka";
    private static final String DATABASE_SECRET = "hush-database";
    private static final String STORE_SECRET = "hush-keystore";
    private static final String SPARK_SECRET = "hush-spark";
    private static final String JAAS_SECRET = "hush-jaas";

    private static final List<String> ANSWERS = List.of(
            "/actuator",
            "/actuator/beans",
            "/actuator/conditions",
            "/actuator/configprops",
            "/actuator/env",
            "/actuator/env/AGGREGATES_URL",
            "/actuator/env/spring.datasource.url",
            "/actuator/env/analytics.query.kafka[kafka.sasl.jaas.config]",
            "/actuator/flyway",
            "/actuator/health",
            "/actuator/info",
            "/actuator/loggers",
            "/actuator/mappings",
            "/actuator/metrics",
            "/actuator/prometheus",
            "/actuator/threaddump",
            "/api/v1/queries",
            "/api/v1/aggregates/totals",
            "/api/v1/aggregates/crime-types?sort=none",
            "/nowhere");

    private static final List<String> SPARK_PAGES = List.of(
            "/environment/", "/jobs/", "/stages/", "/executors/", "/SQL/", "/StreamingQuery/", "/api/v1/applications");

    @TempDir
    private Path folder;

    @Test
    void noneIsShownAnywhere(CapturedOutput output) throws Exception {
        try (ClosedBroker broker = ClosedBroker.start(folder)) {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.openServers()))) {
                admin.createTopics(List.of(new NewTopic("calls", 1, (short) 1)))
                        .all()
                        .get();
            }
            Certificate certificate = Certificate.make(folder, "client");
            List<String> arguments = new ArrayList<>(List.of(
                    "--server.port=0",
                    "--SFCRIME_HOME=" + folder.resolve("home"),
                    "--analytics.spark.master=local[1]",
                    "--analytics.spark.ui-port=0",
                    "--analytics.query.topic=calls",
                    "--management.endpoints.web.exposure.include=*",
                    "--AGGREGATES_URL=jdbc:h2:mem:secrets;USER=sa;PASSWORD=" + DATABASE_SECRET,
                    "--AGGREGATES_PASSWORD=" + DATABASE_SECRET,
                    "--KAFKA_SSL_KEYSTORE_LOCATION=" + certificate.keystore(),
                    "--KAFKA_SSL_KEYSTORE_PASSWORD=" + certificate.password(),
                    "--analytics.spark.properties[spark.my.credential]=" + SPARK_SECRET,
                    "--analytics.spark.properties[spark.kafka.sasl.jaas.config]=module required key=" + JAAS_SECRET,
                    "--analytics.spark.properties[spark.my.url]=jdbc:postgresql://db/x?user=me&password="
                            + DATABASE_SECRET));
            Stream.of(ClosedBroker.arguments(broker.accessWith("KAFKA_PASSWORD", KAFKA_SECRET)))
                    .forEach(arguments::add);
            ConfigurableApplicationContext service =
                    new SpringApplicationBuilder(AnalyticsApplication.class).run(arguments.toArray(String[]::new));
            try {
                String address = "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port");
                awaitRefusal(address);
                for (String path : ANSWERS) {
                    assertSilent(path, get(address + path.replace("[", "%5B").replace("]", "%5D")));
                }
                assertSparkIsSilent();
            } finally {
                service.close();
            }
        }
        assertSilent("log", output.getAll());
    }

    private static void awaitRefusal(String address) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .untilAsserted(() ->
                        assertThat(get(address + "/actuator/health/readiness")).contains("refuses the login"));
    }

    /** The session opens before Kafka lets the query in. */
    private static void assertSparkIsSilent() throws Exception {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> SparkSession.getDefaultSession().isDefined());
        SparkContext spark = SparkSession.getDefaultSession().get().sparkContext();
        String address = spark.uiWebUrl().get();
        for (String page : SPARK_PAGES) {
            String body = get(address + page);
            assertThat(body).as(page).isNotEmpty();
            assertSilent(page, body);
        }
        assertSilent("environment", get(address + "/api/v1/applications/" + spark.applicationId() + "/environment"));
    }

    private static void assertSilent(String where, String text) {
        assertThat(text)
                .as(where)
                .doesNotContain(KAFKA_SECRET, DATABASE_SECRET, STORE_SECRET, SPARK_SECRET, JAAS_SECRET);
    }

    private static String get(String address) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
