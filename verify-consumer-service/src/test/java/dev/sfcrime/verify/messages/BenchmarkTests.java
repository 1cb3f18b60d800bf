package dev.sfcrime.verify.messages;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is measured side by side does the same. */
class BenchmarkTests {
    @Test
    void eachKeepsTheSameMessages() {
        RecentMessagesBenchmark benchmark = new RecentMessagesBenchmark();

        for (int batch = 0; batch < benchmark.batches(); batch++) {
            benchmark.recentMessages();
            benchmark.linkedBlockingDeque();
            benchmark.arrayOfReferences();
        }

        assertThat(benchmark.kept())
                .allSatisfy(kept -> assertThat(kept)
                        .hasSize(RecentMessagesBenchmark.CAPACITY)
                        .containsExactlyElementsOf(List.copyOf(benchmark.kept().get(0))));
    }
}
