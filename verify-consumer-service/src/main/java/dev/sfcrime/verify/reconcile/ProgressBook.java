package dev.sfcrime.verify.reconcile;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

import dev.sfcrime.verify.topic.ReadBatch;
import dev.sfcrime.verify.topic.ReceivedMessage;
import dev.sfcrime.verify.topic.RecordListener;
import dev.sfcrime.wire.ReplayProgress;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.stereotype.Component;

/**
 * Ingest's side: the newest that it told of each replay, and for a replay that has ended where its messages end in Kafka.
 *
 * <p>{@link #lock} guards all fields that change. It is never held while Kafka is asked.
 */
@Component
class ProgressBook implements RecordListener {
    private static final Logger log = LoggerFactory.getLogger(ProgressBook.class);

    private static final Comparator<SentReplay> NEWEST_FIRST = Comparator.comparing(SentReplay::startedAt)
            .thenComparing(SentReplay::replayId)
            .reversed();

    private final ReconcileProperties properties;
    private final CallsEnds callsEnds;

    private final ReentrantLock lock = new ReentrantLock();
    /** The one that told nothing for longest first. */
    private final Map<String, Entry> replays = new LinkedHashMap<>();
    /** Replays that have ended, and whose end offsets are not known yet. */
    private final Set<String> withoutEnds = new HashSet<>();

    private boolean readToEnd;
    private boolean warned;

    ProgressBook(ReconcileProperties properties, CallsEnds callsEnds) {
        this.properties = properties;
        this.callsEnds = callsEnds;
    }

    /**
     * What is known of one replay.
     *
     * @param replay what ingest told last
     * @param ends where its messages end; null before it has ended, and until Kafka was asked
     */
    record Entry(SentReplay replay, @Nullable EndOffsets ends) {}

    @Override
    public void startedOver() {
        lock.lock();
        try {
            replays.clear();
            withoutEnds.clear();
            readToEnd = false;
            warned = false;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void received(ConsumerRecords<byte[], @Nullable ByteBuffer> records, List<ReadBatch.Position> positions) {
        Set<String> ended;
        lock.lock();
        try {
            for (ConsumerRecord<byte[], @Nullable ByteBuffer> received : records) {
                take(received);
            }
            readToEnd |= positions.stream().allMatch(position -> position.lag() == 0);
            ended = Set.copyOf(withoutEnds);
        } finally {
            lock.unlock();
        }
        if (!ended.isEmpty()) {
            // asked after their last messages were committed, so that the ends lie behind these
            callsEnds.ask().ifPresent(ends -> end(ended, ends));
        }
    }

    private void take(ConsumerRecord<byte[], @Nullable ByteBuffer> received) {
        byte[] key = received.key();
        byte[] value = Utils.toNullableArray(received.value());
        String replayId = key == null ? "" : new String(key, StandardCharsets.UTF_8);
        if (value == null) {
            replays.remove(replayId);
            withoutEnds.remove(replayId);
            return;
        }
        try {
            ReplayProgress progress = ReplayProgress.ofJson(value);
            if (!progress.replayId().equals(replayId) || key.length > ReceivedMessage.LONGEST_REPLAY_ID) {
                throw new IllegalArgumentException("the key is not the replay's id, or too long");
            }
            put(SentReplay.of(progress));
        } catch (IllegalArgumentException unreadable) {
            log.atLevel(warned ? Level.DEBUG : Level.WARN)
                    .addKeyValue("topic", received.topic())
                    .addKeyValue("offset", received.offset())
                    .addKeyValue("reason", unreadable.getMessage())
                    .log("Passed over what is no replay progress; more of these are logged as debug");
            warned = true;
        }
    }

    private void put(SentReplay replay) {
        String replayId = replay.replayId();
        replays.remove(replayId);
        if (replays.size() == properties.replays()) {
            Iterator<String> quietestFirst = replays.keySet().iterator();
            withoutEnds.remove(quietestFirst.next());
            quietestFirst.remove();
        }
        replays.put(replayId, new Entry(replay, null));
        if (replay.state().isFinal()) {
            withoutEnds.add(replayId);
        } else {
            withoutEnds.remove(replayId);
        }
    }

    private void end(Set<String> ended, EndOffsets ends) {
        lock.lock();
        try {
            for (String replayId : ended) {
                if (withoutEnds.remove(replayId)) {
                    replays.computeIfPresent(replayId, (id, entry) -> new Entry(entry.replay(), ends));
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** The topic of calls is no longer the one whose ends are known; Kafka is asked again. */
    void forgetEnds() {
        lock.lock();
        try {
            replays.replaceAll((id, entry) -> new Entry(entry.replay(), null));
            replays.values().stream()
                    .filter(entry -> entry.replay().state().isFinal())
                    .forEach(entry -> withoutEnds.add(entry.replay().replayId()));
        } finally {
            lock.unlock();
        }
    }

    /** Whether all that ingest has told was read, since the reading began. */
    boolean isReadToEnd() {
        lock.lock();
        try {
            return readToEnd;
        } finally {
            lock.unlock();
        }
    }

    Optional<Entry> entry(String replayId) {
        lock.lock();
        try {
            return Optional.ofNullable(replays.get(replayId));
        } finally {
            lock.unlock();
        }
    }

    /** The replays that started last, newest first. */
    List<SentReplay> newest(int limit) {
        List<SentReplay> known;
        lock.lock();
        try {
            known = replays.values().stream().map(Entry::replay).toList();
        } finally {
            lock.unlock();
        }
        return known.stream().sorted(NEWEST_FIRST).limit(limit).toList();
    }
}
