package dev.sfcrime.verify.deadletters;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import dev.sfcrime.verify.topic.ReadBatch;
import dev.sfcrime.verify.topic.ReceivedMessage;
import dev.sfcrime.verify.topic.TopicListener;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Malformed messages between the topic's reader and the router, bounded by number and by memory. Where it is full the
 * reader waits, so that nothing is lost.
 *
 * <p>It may be left with messages in it at any time: whatever is not routed yet comes again at the next start.
 *
 * <p>{@link #lock} guards all fields.
 */
@Component
class DeadLetterQueue implements TopicListener {
    private final int capacity;
    private final long memory;
    /** Half the queue is taken at once, so that the other half can be filled meanwhile. */
    private final int most;

    private final long mostBytes;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final ArrayDeque<PendingLetter> letters = new ArrayDeque<>();
    private long bytes;
    private Uuid topicId = Uuid.ZERO_UUID;
    private boolean readerStops;
    private boolean routed = true;

    DeadLetterQueue(DeadLetterProperties properties) {
        this.capacity = properties.queueCapacity();
        this.memory = properties.queueMemory().toBytes();
        this.most = Math.max(1, capacity / 2);
        this.mostBytes = memory / 2;
    }

    @Override
    public void startedOver() {
        // what was read before still has to be routed; what comes again is known by its offset
    }

    @Override
    public void reading(Uuid id) {
        lock.lock();
        try {
            topicId = id;
            readerStops = false;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void received(ReadBatch batch) {
        List<ReceivedMessage> malformed = null;
        for (ReceivedMessage message : batch.messages()) {
            if (!message.valid()) {
                malformed = malformed == null ? new ArrayList<>() : malformed;
                malformed.add(message);
            }
        }
        if (malformed != null) {
            add(malformed);
        }
    }

    private void add(List<ReceivedMessage> malformed) {
        lock.lock();
        try {
            for (ReceivedMessage message : malformed) {
                while (routed && !readerStops && isTooFullFor(message)) {
                    arrived.signal();
                    room.awaitUninterruptibly();
                }
                if (!routed || readerStops) {
                    return;
                }
                letters.add(new PendingLetter(topicId, message));
                bytes += message.weight();
            }
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /** A message that is too large by itself has the queue alone. */
    private boolean isTooFullFor(ReceivedMessage message) {
        return letters.size() >= capacity || (!letters.isEmpty() && bytes + message.weight() > memory);
    }

    @Override
    public void stopping() {
        lock.lock();
        try {
            readerStops = true;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** From now on there is someone to take what comes. */
    void open() {
        lock.lock();
        try {
            routed = true;
        } finally {
            lock.unlock();
        }
    }

    /** From now on nobody takes anything; what waits is forgotten, and nobody waits. */
    void close() {
        lock.lock();
        try {
            routed = false;
            letters.clear();
            bytes = 0;
            room.signalAll();
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the messages that came first, all of the same topic, no more than half the queue.
     *
     * @param longest how long to wait for the first of them
     * @param gathering how long to wait for more after it
     * @return in the order of reading; none where none came in time, or the queue was closed
     */
    List<PendingLetter> take(Duration longest, Duration gathering) throws InterruptedException {
        lock.lock();
        try {
            long left = longest.toNanos();
            while (routed && letters.isEmpty() && left > 0) {
                left = arrived.awaitNanos(left);
            }
            left = letters.isEmpty() ? 0 : gathering.toNanos();
            while (routed && letters.size() < most && bytes < mostBytes && left > 0) {
                left = arrived.awaitNanos(left);
            }
            return takeNow();
        } finally {
            lock.unlock();
        }
    }

    private List<PendingLetter> takeNow() {
        List<PendingLetter> taken = new ArrayList<>();
        long takenBytes = 0;
        @Nullable PendingLetter next = letters.peek();
        while (next != null
                && (taken.isEmpty()
                        || (taken.size() < most
                                && takenBytes + next.message().weight() <= mostBytes
                                && next.topicId().equals(taken.get(0).topicId())))) {
            taken.add(letters.remove());
            takenBytes += next.message().weight();
            next = letters.peek();
        }
        bytes -= takenBytes;
        room.signalAll();
        return taken;
    }
}
