package dev.sfcrime.verify.deadletters;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.sfcrime.verify.topic.ReceivedMessage;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * How far the topic's malformed messages have been routed: for each partition the offset after the last of them.
 * Immutable. The topic's id goes along as the offsets' metadata, as offsets of a topic that was deleted say nothing of
 * one that was created under its name.
 *
 * @param topicId the topic whose offsets these are
 * @param next the offset after the last routed message, by partition
 */
record RoutedOffsets(Uuid topicId, Map<Integer, Long> next) {
    RoutedOffsets {
        next = Map.copyOf(next);
    }

    /** What has been committed for this topic; offsets of another one that had its name do not count. */
    static RoutedOffsets of(Uuid topicId, Map<TopicPartition, OffsetAndMetadata> committed) {
        Map<Integer, Long> next = new TreeMap<>();
        committed.forEach((partition, offset) -> {
            if (offset != null && offset.metadata().equals(topicId.toString())) {
                next.put(partition.partition(), offset.offset());
            }
        });
        return new RoutedOffsets(topicId, next);
    }

    /** Those that have not been routed yet, each once; a reader that started over hands them on again. */
    List<PendingLetter> unroutedOf(List<PendingLetter> letters) {
        Map<Integer, Long> seen = new HashMap<>(next);
        return letters.stream()
                .filter(letter -> {
                    ReceivedMessage message = letter.message();
                    boolean unrouted = message.offset() >= seen.getOrDefault(message.partition(), 0L);
                    seen.merge(message.partition(), message.offset() + 1, Math::max);
                    return unrouted;
                })
                .toList();
    }

    /** The offsets when these have been routed too. */
    RoutedOffsets with(List<PendingLetter> letters) {
        Map<Integer, Long> further = new TreeMap<>(next);
        letters.forEach(letter ->
                further.merge(letter.message().partition(), letter.message().offset() + 1, Math::max));
        return new RoutedOffsets(topicId, further);
    }

    /** The form in which they are committed. */
    Map<TopicPartition, OffsetAndMetadata> toCommit(String topic) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        next.forEach((partition, offset) ->
                offsets.put(new TopicPartition(topic, partition), new OffsetAndMetadata(offset, topicId.toString())));
        return offsets;
    }
}
