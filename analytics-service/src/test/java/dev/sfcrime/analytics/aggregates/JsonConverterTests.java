package dev.sfcrime.analytics.aggregates;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import dev.sfcrime.analytics.aggregates.CrimeTypeDetail.DispositionCount;
import dev.sfcrime.analytics.aggregates.Envelope.AsOf;
import dev.sfcrime.analytics.aggregates.Envelope.Lag;
import dev.sfcrime.analytics.aggregates.Envelope.Page;
import dev.sfcrime.analytics.aggregates.TotalsItem.Views;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.MediaType;
import org.springframework.mock.http.MockHttpOutputMessage;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class JsonConverterTests {
    private static final String MISLEADING = "\"freshness\":{\"Ünïcödé\\\"";
    private static final Lag NONE = new Lag(0L, 0L);
    private static final Lag UNKNOWN = new Lag(null, null);
    private static final Lag FAR_BEHIND = new Lag(1_234_567L, Long.MAX_VALUE - 1);

    private static final AsOf AS_OF =
            new AsOf(42L, Instant.parse("2026-11-20T13:16:52.123Z"), null, Map.of(0, 50_000L, 1, 49_999L));

    private final JsonMapper json = JsonMapper.shared();
    private final JsonConverter converter = new JsonConverter(json);
    private final KeptJson kept = new KeptJson();

    static Stream<Named<BiFunction<Lag, KeptJson, Body>>> bodies() {
        return Stream.of(
                Named.of("a list", JsonConverterTests::list),
                Named.of(
                        "nothing before the first batch",
                        (freshness, kept) -> new Envelope<>(
                                AsOf.of(Cut.EMPTY),
                                freshness,
                                0,
                                List.of(),
                                new Page(10, 0, 0),
                                CrimeTypeItem.class,
                                kept)),
                Named.of("one crime type", JsonConverterTests::crimeType),
                Named.of(
                        "totals",
                        (freshness, kept) -> new TotalsEnvelope(
                                AS_OF, freshness, new TotalsItem(5, 4, 3, 2, new Views(1, 2, 3, 4, 5), null), kept)));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void everyReaderGetsWhatTheMapperWouldWrite(BiFunction<Lag, KeptJson, Body> bodies) throws IOException {
        for (Lag freshness : List.of(NONE, UNKNOWN, FAR_BEHIND, NONE)) {
            Body body = bodies.apply(freshness, kept);

            MockHttpOutputMessage message = written(body);

            assertThat(message.getBodyAsString(StandardCharsets.UTF_8)).isEqualTo(json.writeValueAsString(body));
            assertThat(message.getHeaders().getContentLength()).isEqualTo(message.getBodyAsBytes().length);
            assertThat(message.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_JSON);
        }
    }

    @Test
    void onlyTheFirstReaderHasTheItemsWritten() throws IOException {
        written(list(UNKNOWN, kept));

        Body other = new Envelope<>(AS_OF, NONE, 0, List.of(), new Page(1, 0, 0), CrimeTypeItem.class, kept);

        assertThat(written(other).getBodyAsBytes()).isEqualTo(json.writeValueAsBytes(list(NONE, kept)));
    }

    private MockHttpOutputMessage written(Body body) throws IOException {
        MockHttpOutputMessage message = new MockHttpOutputMessage();
        converter.write(body, MediaType.APPLICATION_JSON, message);
        return message;
    }

    private static Envelope<CrimeTypeItem> list(Lag freshness, KeptJson kept) {
        List<CrimeTypeItem> items = List.of(new CrimeTypeItem(MISLEADING, 7, 0.7, 1), new CrimeTypeItem("", 3, 0.3, 1));
        return new Envelope<>(AS_OF, freshness, 10, items, new Page(2, 0, 2), CrimeTypeItem.class, kept);
    }

    private static CrimeTypeEnvelope crimeType(Lag freshness, KeptJson kept) {
        CrimeTypeDetail detail =
                new CrimeTypeDetail(MISLEADING, 7, 0.7, 1, List.of(new DispositionCount("HAN", "Handled", 7)));
        return new CrimeTypeEnvelope(
                new Envelope<>(AS_OF, freshness, 10, List.of(detail), new Page(1, 0, 1), CrimeTypeDetail.class, kept),
                detail);
    }
}
