package dev.sfcrime.verify.messages;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import dev.sfcrime.verify.topic.KafkaUnreachableException;
import dev.sfcrime.verify.topic.ReceivedMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static dev.sfcrime.verify.topic.TestMessages.batch;
import static dev.sfcrime.verify.topic.TestMessages.call;
import static dev.sfcrime.verify.topic.TestMessages.ofReplay;
import static dev.sfcrime.verify.topic.TestMessages.ofValue;
import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(
        properties = {"verify.messages.capacity=4", "management.endpoint.health.group.readiness.include=readinessState"
        })
@AutoConfigureMockMvc
class MessagesControllerTests {
    private static final String MESSAGES = "/api/v1/messages";

    @Autowired
    private MockMvcTester http;

    @Autowired
    private RecentMessages recent;

    @Autowired
    private AtomicReference<MessageStore> kafka;

    @BeforeEach
    void readSome() {
        recent.startedOver();
        recent.received(batch(
                ofValue("fallen out of the buffer"),
                ofValue(1, call("Passing Call", "HAN")),
                ofReplay("r-1", 7, 2),
                ofValue("=no call"),
                ofValue(call("Traffic Stop", "CIT"))));
    }

    @Test
    void listsNewestFirstWithTheStateOfTheBuffer() {
        MvcTestResult answer = get("?limit=2");

        assertThat(answer).hasStatusOk();
        assertThat(answer).bodyJson().isLenientlyEqualTo("""
                {"items": [
                    {"partition": 0, "timestamp": "1970-01-01T00:00:00Z", "key": "183652851", "headers": {},
                     "valid": true, "error": null, "raw": null,
                     "call": {"crime_id": "183652851", "original_crime_type_name": "Traffic Stop",
                              "call_date_time": "2018-12-31T23:57:00.000", "disposition": "CIT"}},
                    {"valid": false, "error": "the message is no JSON", "call": null, "raw": "=no call"}],
                 "buffered": 4, "bufferCapacity": 4, "dropped": 1}""");
    }

    @Test
    void headersAreShownAsText() {
        assertThat(get("?replayId=r-1")).bodyJson().isLenientlyEqualTo("""
                {"items": [{"partition": 2, "headers": {"replay-id": "r-1", "replay-sequence": "7"}}]}""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?crimeType=Passing Call                          | 2",
                "?crimeType=Passing Call&replayId=r-1             | 1",
                "?disposition=CIT                                 | 1",
                "?partition=1                                     | 1",
                "?contains=no call                                | 1",
                "?contains=nowhere                                | 0",
                "?crimeType=&disposition=&contains=&partition=    | 4"
            })
    void narrowsTheSelection(String query, int expected) {
        assertThat(get(query)).bodyJson().extractingPath("items.length()").isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?limit=0               | limit",
                "?limit=1001            | limit",
                "?limit=many            | limit",
                "?partition=-1          | partition",
                "?partition=first       | partition",
                "/0/-1                  | offset",
                "/zero/1                | partition",
                "/export?format=xml     | format",
                "/export?limit=0        | limit",
                "/export?partition=x    | partition",
                "/stream?partition=-2   | partition"
            })
    void aWrongParameterIsNamed(String request, String field) {
        MvcTestResult answer = get(request);

        assertThat(answer).hasStatus(400).hasContentType("application/problem+json");
        assertThat(answer).bodyJson().extractingPath("errors[0].field").isEqualTo(field);
    }

    @Test
    void allWrongParametersAreNamed() {
        assertThat(get("?limit=0&partition=-1"))
                .bodyJson()
                .extractingPath("errors.length()")
                .isEqualTo(2);
    }

    @Test
    void aSingleMessageComesFromKafka() {
        ReceivedMessage old = ofValue("old");
        kafka.set((partition, offset) -> partition == 3 && offset == 99 ? Optional.of(old) : Optional.empty());

        assertThat(get("/3/99")).bodyJson().extractingPath("raw").isEqualTo("old");
    }

    @Test
    void aMessageThatIsNotThereIsNotFound() {
        kafka.set((partition, offset) -> Optional.empty());

        assertThat(get("/3/100"))
                .hasStatus(404)
                .hasContentType("application/problem+json")
                .bodyJson()
                .extractingPath("title")
                .isEqualTo("No such message");
    }

    @Test
    void kafkaThatDoesNotAnswerIsUnavailable() {
        kafka.set((partition, offset) -> {
            throw new KafkaUnreachableException(null);
        });

        assertThat(get("/3/100")).hasStatus(503).hasContentType("application/problem+json");
    }

    @Test
    void exportsOneJsonObjectALine() {
        MvcTestResult answer = get("/export?format=ndjson&limit=2");

        assertThat(answer)
                .hasStatusOk()
                .hasContentType("application/x-ndjson")
                .hasHeader("Content-Disposition", "attachment; filename=\"messages.ndjson\"");
        assertThat(answer).bodyText().hasLineCount(2).contains("Traffic Stop").contains("=no call");
    }

    @Test
    void exportsCsvWithoutFormulas() {
        MvcTestResult answer = get("/export?format=csv&limit=2");

        assertThat(answer)
                .hasStatusOk()
                .hasContentType("text/csv;charset=UTF-8")
                .hasHeader("Content-Disposition", "attachment; filename=\"messages.csv\"");
        assertThat(answer)
                .bodyText()
                .startsWith("partition,offset,timestamp,key,replay_id,replay_sequence,valid,error,crime_id,")
                .hasLineCount(3)
                .contains("Traffic Stop")
                .contains(",false,the message is no JSON,,")
                .contains(",'=no call");
    }

    private MvcTestResult get(String request) {
        return http.get().uri(MESSAGES + request).exchange();
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration(exclude = KafkaAutoConfiguration.class)
    @EnableConfigurationProperties(MessagesProperties.class)
    @Import({MessagesController.class, RecentMessages.class, MessageTail.class})
    static class Slice {
        @Bean
        AtomicReference<MessageStore> kafka() {
            return new AtomicReference<>((partition, offset) -> Optional.empty());
        }

        @Bean
        MessageStore store(AtomicReference<MessageStore> kafka) {
            return (partition, offset) -> kafka.get().read(partition, offset);
        }
    }
}
