package dev.sfcrime.bench.lab;

import java.util.stream.LongStream;

import dev.sfcrime.calls.CallForService;
import dev.sfcrime.calls.CallJson;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

class GeneratedCallsTests {
    @Test
    void messagesAreWhatEveryServiceReads() throws Exception {
        assertThat(CallJson.read(GeneratedCalls.message(25_000_000))).isEqualTo(GeneratedCalls.call(25_000_000));
    }

    @Test
    void aCallIsAlwaysTheSame() {
        assertThat(GeneratedCalls.message(4711)).isEqualTo(GeneratedCalls.message(4711));
    }

    @Test
    void callsAreAboutAsLongAsTheRealOnes() {
        assertThat(LongStream.range(0, 1_000)
                        .map(i -> GeneratedCalls.message(i).length)
                        .average())
                .hasValueCloseTo(400.0, offset(30.0));
    }

    @Test
    void someHundredCrimeTypesComeUp() {
        assertThat(LongStream.range(0, 50_000)
                        .mapToObj(GeneratedCalls::call)
                        .map(CallForService::originalCrimeTypeName)
                        .distinct())
                .hasSizeBetween(350, 400);
    }
}
