package dev.sfcrime.verify.messages;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

import dev.sfcrime.verify.topic.ReceivedMessage;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A selection from the recent messages.
 *
 * @param items the messages, newest first
 * @param buffered how many messages there are to select from
 * @param bufferCapacity how many there can be
 * @param dropped how many have fallen out of the buffer
 */
@Schema(description = "A selection from the recent messages")
record MessagePage(
        @Schema(description = "The messages; the one read last comes first")
        List<MessageView> items,

        @Schema(description = "How many recent messages there are to select from", example = "10000")
        int buffered,

        @Schema(description = "How many there can be; fewer where they are large", example = "10000")
        int bufferCapacity,

        @Schema(description = "How many have fallen out of the buffer since reading began", example = "189999")
        long dropped) {

    /** Views that are made as they are written: a thousand messages of a megabyte are never text all at once. */
    static List<MessageView> views(List<ReceivedMessage> messages) {
        return new Views(messages);
    }

    private static final class Views extends AbstractList<MessageView> implements RandomAccess {
        private final List<ReceivedMessage> messages;

        Views(List<ReceivedMessage> messages) {
            this.messages = messages;
        }

        @Override
        public MessageView get(int index) {
            return MessageView.of(messages.get(index));
        }

        @Override
        public int size() {
            return messages.size();
        }
    }
}
