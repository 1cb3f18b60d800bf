package dev.sfcrime.ingest.replay;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import dev.sfcrime.web.EventStream;
import dev.sfcrime.web.EventStreams;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Lets clients follow a replay: once a second, at each change, and a last time when it has ended. */
@Component
class ReplayEvents implements DisposableBean {
    private static final String EVENT = "replay";
    private static final int QUEUE_CAPACITY = 16;

    private final EventStreams streams;
    private final ScheduledExecutorService everySecond = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "replay-events");
        thread.setDaemon(true);
        return thread;
    });

    ReplayEvents(EventStreams streams) {
        this.streams = streams;
    }

    SseEmitter follow(Replay replay) {
        EventStream stream = streams.open(QUEUE_CAPACITY);
        Follower follower = new Follower(replay, stream);
        replay.observe(follower);
        ScheduledFuture<?> ticks = everySecond.scheduleAtFixedRate(follower, 0, 1, TimeUnit.SECONDS);
        stream.onClose(() -> {
            ticks.cancel(false);
            replay.forget(follower);
        });
        return stream.emitter();
    }

    @Override
    public void destroy() {
        everySecond.shutdownNow();
    }

    /** One client. Runs on the timer's thread and on whichever changes the replay. */
    private static final class Follower implements Runnable {
        private final Replay replay;
        private final EventStream stream;

        /** Guarded by this. */
        private boolean done;

        Follower(Replay replay, EventStream stream) {
            this.replay = replay;
            this.stream = stream;
        }

        @Override
        public synchronized void run() {
            if (done) {
                return;
            }
            done = replay.hasEnded();
            stream.offer(EVENT, ReplayView.of(replay));
            if (done) {
                stream.complete();
            }
        }
    }
}
