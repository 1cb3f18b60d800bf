package dev.sfcrime.verify.messages;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

import dev.sfcrime.verify.topic.ReadBatch;
import dev.sfcrime.verify.topic.ReceivedMessage;
import dev.sfcrime.verify.topic.TopicListener;
import org.springframework.stereotype.Component;

/**
 * The messages that were read last, bounded by number and by memory. Each has a place in the order of reading, which
 * only ever grows, so that a tail can go on from where it was.
 *
 * <p>{@link #lock} guards all fields. It is held to add a batch and to copy references; filtering, parsing and writing
 * are done outside.
 */
@Component
class RecentMessages implements TopicListener {
    private final MessagesProperties properties;
    private final ReentrantLock lock = new ReentrantLock();
    /** Oldest first. */
    private final ArrayDeque<ReceivedMessage> buffer = new ArrayDeque<>();

    private long bufferedBytes;
    private long dropped;
    /** The place of the message to be added next. */
    private long nextPlace;

    RecentMessages(MessagesProperties properties) {
        this.properties = properties;
    }

    /**
     * What the buffer held at one instant.
     *
     * @param newestFirst the messages
     * @param dropped how many have fallen out of the buffer
     */
    record Snapshot(List<ReceivedMessage> newestFirst, long dropped) {}

    /**
     * What has been added since a place.
     *
     * @param oldestFirst the messages
     * @param missed how many between the place and the first of them have fallen out of the buffer
     * @param nextPlace the place to go on from
     */
    record Addition(List<ReceivedMessage> oldestFirst, long missed, long nextPlace) {}

    @Override
    public void startedOver() {
        lock.lock();
        try {
            buffer.clear();
            bufferedBytes = 0;
            dropped = 0;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void received(ReadBatch batch) {
        lock.lock();
        try {
            for (ReceivedMessage message : batch.messages()) {
                buffer.addLast(message);
                bufferedBytes += message.weight();
                nextPlace++;
                while (buffer.size() > properties.capacity()
                        || bufferedBytes > properties.memory().toBytes()) {
                    bufferedBytes -= buffer.removeFirst().weight();
                    dropped++;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    Snapshot snapshot() {
        lock.lock();
        try {
            List<ReceivedMessage> newestFirst = new ArrayList<>(buffer.size());
            buffer.descendingIterator().forEachRemaining(newestFirst::add);
            return new Snapshot(newestFirst, dropped);
        } finally {
            lock.unlock();
        }
    }

    /** The place of the message to be read next. */
    long nextPlace() {
        lock.lock();
        try {
            return nextPlace;
        } finally {
            lock.unlock();
        }
    }

    /** What has been added at this place and after it, as far as the buffer still holds it. */
    Addition addedSince(long place) {
        lock.lock();
        try {
            int count = (int) Math.min(nextPlace - place, buffer.size());
            ReceivedMessage[] newestLast = new ReceivedMessage[count];
            Iterator<ReceivedMessage> newestFirst = buffer.descendingIterator();
            for (int i = count - 1; i >= 0; i--) {
                newestLast[i] = newestFirst.next();
            }
            return new Addition(List.of(newestLast), nextPlace - place - count, nextPlace);
        } finally {
            lock.unlock();
        }
    }
}
