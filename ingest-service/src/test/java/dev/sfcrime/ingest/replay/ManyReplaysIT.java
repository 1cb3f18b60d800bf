package dev.sfcrime.ingest.replay;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

import dev.sfcrime.ingest.LiveService;
import dev.sfcrime.ingest.dataset.RecordOrder;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ManyReplaysIT extends LiveService {
    private static final int REPLAYS = 3_000;
    private static final int AT_ONCE = 30;

    @Autowired
    private ReplayRegistry replays;

    @Autowired
    private ReplayProperties properties;

    @Test
    void thousandsOfShortReplaysLeaveNothingBehind() throws InterruptedException {
        ReplaySpec one = new ReplaySpec("synthetic", new Pace.Unlimited(), RecordOrder.FILE, 0, 1L, 1);
        Deque<Replay> active = new ArrayDeque<>();
        for (int i = 0; i < REPLAYS; i++) {
            active.add(replays.start(one, "key-" + i));
            if (active.size() == AT_ONCE) {
                assertCompletes(active.remove());
            }
        }
        for (Replay replay : active) {
            assertCompletes(replay);
        }

        assertThat(replays.list(null, Integer.MAX_VALUE)).hasSize(properties.finishedKept());
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("replay-2")));
    }

    private static void assertCompletes(Replay replay) throws InterruptedException {
        assertThat(replay.awaitEnd(Duration.ofSeconds(30))).isTrue();
        assertThat(replay.state()).as(Objects.toString(replay.life().failure())).isEqualTo(ReplayState.COMPLETED);
        assertThat(replay.progress().committed().sent()).isEqualTo(1);
    }
}
