package dev.sfcrime.bench.tune;

import dev.sfcrime.local.stack.StackException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ShippedTests {
    private static final String LOG = """
            INFO ConsumerConfig values:\s
            \tgroup.id = spark-kafka-source-1-executor
            \tmax.poll.records = 10000
            \tfetch.max.wait.ms = 10

            INFO ConsumerConfig values:\s
            \tgroup.id = null
            \tmax.poll.records = 500
            """;

    @Test
    void theConsumersOfTasksTellWhatTheyAreGiven() {
        assertThat(Shipped.consumer(LOG))
                .containsEntry("max.poll.records", "10000")
                .containsEntry("fetch.max.wait.ms", "10");
    }

    @Test
    void aLogWithoutAConsumerOfATaskIsNoAnswer() {
        assertThatThrownBy(() -> Shipped.consumer("")).isInstanceOf(StackException.class);
    }

    @ParameterizedTest
    @CsvSource({"PT0S,0s", "PT0.1S,100ms", "PT5S,5s", "200000,200000", "local[*],local[*]"})
    void durationsReadAsTheServiceTakesThem(String told, String readable) {
        assertThat(Shipped.readable(told)).isEqualTo(readable);
    }
}
