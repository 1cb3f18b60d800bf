package dev.sfcrime.web;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One client of a server-sent event stream. Whoever has news offers it and never waits; one thread of the stream's own
 * writes it to the client, with ascending ids from 1, and a comment where there has been no news for a while. A client
 * that reads too slowly misses events rather than hold anybody up.
 *
 * <p>Thread-safe.
 */
public final class EventStream {
    private static final Logger log = LoggerFactory.getLogger(EventStream.class);
    private static final Event END = new Event("end", null);

    private final SseEmitter emitter = new SseEmitter(0L);
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicLong skipped = new AtomicLong();
    private final Duration heartbeat;
    private final BlockingQueue<Event> queue;
    private @Nullable Runnable onClose;

    EventStream(int queueCapacity, Duration heartbeat) {
        this.heartbeat = heartbeat;
        // one place is kept for the end
        this.queue = new ArrayBlockingQueue<>(queueCapacity + 1);
        emitter.onCompletion(this::closed);
        emitter.onError(failure -> closed());
        emitter.onTimeout(this::closed);
    }

    /** What the controller returns. */
    public SseEmitter emitter() {
        return emitter;
    }

    /**
     * Puts an event in the client's queue.
     *
     * @param name kind of the event
     * @param data its payload, written as JSON; must not change afterwards
     * @return false if the queue was full, so that the client misses the event, or the client is gone
     */
    public boolean offer(String name, Object data) {
        if (closed.get()) {
            return false;
        }
        if (queue.remainingCapacity() > 1 && queue.offer(new Event(name, data))) {
            return true;
        }
        skipped.incrementAndGet();
        return false;
    }

    /** How many events the client has missed. */
    public long skipped() {
        return skipped.get();
    }

    /** Ends the stream once all that was offered has been written. */
    public void complete() {
        if (!queue.offer(END)) {
            queue.clear();
            queue.add(END);
        }
    }

    /** Runs once, when the client has gone or the stream has ended; at once if that is so already. */
    public void onClose(Runnable action) {
        synchronized (this) {
            onClose = action;
        }
        if (closed.get()) {
            runOnClose();
        }
    }

    /** Whether the client has gone or the stream has ended. */
    public boolean isClosed() {
        return closed.get();
    }

    /** Writes events until the stream ends. */
    void write() {
        long id = 0;
        try {
            // so that the client sees at once that it is connected
            emitter.send(SseEmitter.event().comment("open"));
            while (!closed.get()) {
                Event event = queue.poll(heartbeat.toMillis(), TimeUnit.MILLISECONDS);
                if (event == null) {
                    emitter.send(SseEmitter.event().comment("heartbeat"));
                } else if (event.data() == null) {
                    emitter.complete();
                    closed();
                } else {
                    id++;
                    emitter.send(SseEmitter.event()
                            .id(Long.toString(id))
                            .name(event.name())
                            .data(event.data(), MediaType.APPLICATION_JSON));
                }
            }
        } catch (IOException clientHasGone) {
            closed();
        } catch (InterruptedException shutdown) {
            Thread.currentThread().interrupt();
            emitter.complete();
            closed();
        } catch (RuntimeException failed) {
            // without a cause it is the emitter that says it has ended already
            if (failed.getCause() != null) {
                log.atError().setCause(failed).log("An event could not be written, and its stream is ended");
                emitter.complete();
            }
            closed();
        }
    }

    private void closed() {
        if (closed.compareAndSet(false, true)) {
            // wakes the writer; with a full queue it is awake
            queue.offer(END);
            runOnClose();
        }
    }

    private void runOnClose() {
        Runnable action;
        synchronized (this) {
            action = onClose;
            onClose = null;
        }
        if (action != null) {
            action.run();
        }
    }

    /** An event; without data, the end of the stream. */
    private record Event(String name, @Nullable Object data) {}
}
