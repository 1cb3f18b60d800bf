package dev.sfcrime.web;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;

/** Opens event streams, a bounded number at once, and ends them before the web server waits for their requests. */
public final class EventStreams implements SmartLifecycle {
    static final int MOST_CLIENTS = 100;
    static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong opened = new AtomicLong();
    private final Duration heartbeat;
    private final int mostClients;
    private volatile ExecutorService writers;
    private volatile boolean running;

    EventStreams(int mostClients, Duration heartbeat) {
        this.mostClients = mostClients;
        this.heartbeat = heartbeat;
        this.writers = newWriters();
    }

    private ExecutorService newWriters() {
        return new ThreadPoolExecutor(
                0,
                mostClients,
                30,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                writer -> new Thread(writer, "event-stream-" + opened.incrementAndGet()));
    }

    /**
     * Opens a stream for one client.
     *
     * @param queueCapacity how many events may wait for a slow client before it misses some
     * @throws ProblemException (503) if as many clients as allowed are there already
     */
    public EventStream open(int queueCapacity) {
        EventStream stream = new EventStream(queueCapacity, heartbeat);
        open.add(stream);
        try {
            writers.execute(() -> {
                try {
                    stream.write();
                } finally {
                    open.remove(stream);
                }
            });
        } catch (RejectedExecutionException full) {
            open.remove(stream);
            throw new ProblemException(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "Too many event streams",
                    "As many clients follow event streams as this service allows; close one and try again");
        }
        return stream;
    }

    /** How many clients follow. */
    public int clients() {
        return open.size();
    }

    @Override
    public void start() {
        if (writers.isShutdown()) {
            writers = newWriters();
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        open.forEach(EventStream::complete);
        writers.shutdown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server's graceful shutdown, which waits for open requests. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
