package dev.sfcrime.ingest.replay;

import java.lang.management.ManagementFactory;
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
    /** More than are remembered, so that the second round forgets as many as it starts. */
    private static final int REPLAYS = 1_500;

    /** The broker is in this process too, and remembers each transactional id for days. */
    private static final long HEAP_TOLERANCE = 24 << 20;

    private static final int AT_ONCE = 30;

    @Autowired
    private ReplayRegistry replays;

    @Autowired
    private ReplayProperties properties;

    @Test
    void thousandsOfShortReplaysLeaveNothingBehind() throws InterruptedException {
        runAll("first");
        long heap = usedHeap();
        runAll("second");

        assertThat(usedHeap() - heap).isLessThan(HEAP_TOLERANCE);
        assertThat(replays.list(null, Integer.MAX_VALUE)).hasSize(properties.finishedKept());
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("replay-2")));
    }

    private void runAll(String name) throws InterruptedException {
        ReplaySpec one = new ReplaySpec("synthetic", new Pace.Unlimited(), RecordOrder.FILE, 0, 1L, 1);
        Deque<Replay> active = new ArrayDeque<>();
        for (int i = 0; i < REPLAYS; i++) {
            active.add(replays.start(one, name + i));
            if (active.size() == AT_ONCE) {
                assertCompletes(active.remove());
            }
        }
        for (Replay replay : active) {
            assertCompletes(replay);
        }
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void assertCompletes(Replay replay) throws InterruptedException {
        assertThat(replay.awaitEnd(Duration.ofSeconds(30))).isTrue();
        assertThat(replay.state()).as(Objects.toString(replay.life().failure())).isEqualTo(ReplayState.COMPLETED);
        assertThat(replay.progress().committed().sent()).isEqualTo(1);
    }
}
