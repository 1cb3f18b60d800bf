package dev.sfcrime.ingest.replay;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;

/** Time that passes only while somebody waits, and does what was planned for its moments on the waiting thread. */
final class FakeTicker implements Ticker {
    private final TreeMap<Long, Runnable> plan = new TreeMap<>();
    private long now;

    void at(Duration moment, Runnable action) {
        plan.put(moment.toNanos(), action);
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public boolean await(Condition changed, long nanos) {
        long until = nanos > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + nanos;
        Map.Entry<Long, Runnable> next = plan.firstEntry();
        if (next == null || next.getKey() > until) {
            if (until == Long.MAX_VALUE) {
                throw new AssertionError("waits for ever, and nothing is planned");
            }
            now = until;
            return false;
        }
        now = Math.max(now, next.getKey());
        plan.pollFirstEntry();
        next.getValue().run();
        return true;
    }
}
