package dev.sfcrime.ingest.replay;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.sfcrime.ingest.publish.DeliveryListener;
import dev.sfcrime.ingest.publish.PublishingException;
import dev.sfcrime.ingest.publish.PublishingSession;
import dev.sfcrime.ingest.publish.RecordPublisher;
import org.jspecify.annotations.Nullable;

/** Takes messages at once and acknowledges each, unless told to refuse. */
final class FakePublisher implements RecordPublisher {
    record Sent(String replayId, String key, long nanos) {}

    private final Ticker ticker;
    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private final boolean keep;
    private long refuseFrom = Long.MAX_VALUE;
    private @Nullable DeliveryListener listener;
    private int open;

    FakePublisher(Ticker ticker) {
        this(ticker, true);
    }

    /** Without keeping what was sent, for tests of speed. */
    FakePublisher(Ticker ticker, boolean keep) {
        this.ticker = ticker;
        this.keep = keep;
    }

    FakePublisher refusingFrom(long message) {
        refuseFrom = message;
        return this;
    }

    List<Sent> sent() {
        return sent;
    }

    List<String> keys() {
        return sent.stream().map(Sent::key).toList();
    }

    int openSessions() {
        return open;
    }

    /** What a producer's thread does when a message that was taken cannot be delivered. */
    void reportFailure(String reason) {
        if (listener != null) {
            listener.failed(new PublishingException(reason, null));
        }
    }

    @Override
    public PublishingSession open(String replayId, DeliveryListener deliveries) {
        listener = deliveries;
        open++;
        return new PublishingSession() {
            private long count;

            @Override
            public void send(String key, byte[] value) throws PublishingException {
                if (++count >= refuseFrom) {
                    throw new PublishingException("refused", null);
                }
                if (keep) {
                    sent.add(new Sent(replayId, key, ticker.nanoTime()));
                }
                deliveries.acknowledged();
            }

            @Override
            public boolean flush(Duration atMost) {
                return true;
            }

            @Override
            public void close() {
                open--;
            }
        };
    }
}
