package dev.sfcrime.verify.deadletters;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

import dev.sfcrime.verify.topic.KafkaUnreachableException;
import dev.sfcrime.verify.topic.SharedConsumer;
import dev.sfcrime.wire.DeadLetterHeaders;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads dead letters from their topic, with one consumer for all requests but exports. Every method throws {@link KafkaUnreachableException} if Kafka does not hand out the
 * letters in time.
 */
@Component
class DeadLetterReader implements DisposableBean {
    private final DeadLetterProperties properties;
    private final ConsumerFactory<byte[], byte @Nullable []> consumers;
    private final SharedConsumer shared;

    DeadLetterReader(DeadLetterProperties properties, ConsumerFactory<byte[], byte @Nullable []> consumers) {
        this.properties = properties;
        this.consumers = consumers;
        this.shared = new SharedConsumer(() -> consumer("verify-dead-letters"), properties.lookupTimeout());
    }

    /** The newest letters, newest first, and how many there are. */
    DeadLetterPage newest(int limit, DeadLetterFilter filter) {
        return scan(scan -> {
            Selection selection = new Selection(limit, filter.wantsAll() ? Long.MAX_VALUE : properties.scanLimit());
            try {
                scan.back(letter -> new Seen(number(letter), excerptIfWanted(letter, filter)), selection);
            } catch (KafkaUnreachableException late) {
                if (selection.scanned == 0) {
                    throw late;
                }
                // letters may be large: what was seen in time is an answer too, and says how many were seen
                scan.renew();
            }
            long total = selection.newestNumber == 0 ? 0 : selection.newestNumber - oldestNumber(scan) + 1;
            return new DeadLetterPage(selection.items, total, selection.scanned);
        });
    }

    private static @Nullable DeadLetter excerptIfWanted(
            ConsumerRecord<byte[], byte @Nullable []> letter, DeadLetterFilter filter) {
        return filter.wants(letter.headers()) ? DeadLetter.excerpt(letter) : null;
    }

    /** What a list keeps of a letter. */
    private record Seen(long number, @Nullable DeadLetter wanted) {}

    /** Takes letters, newest first, until there are enough. */
    private static final class Selection implements Predicate<Seen> {
        private final int limit;
        private final long mostScanned;
        private final List<DeadLetter> items = new ArrayList<>();
        private long scanned;
        private long newestNumber;

        Selection(int limit, long mostScanned) {
            this.limit = limit;
            this.mostScanned = mostScanned;
        }

        @Override
        public boolean test(Seen letter) {
            scanned++;
            newestNumber = Math.max(newestNumber, letter.number());
            if (letter.wanted() != null) {
                items.add(letter.wanted());
            }
            return items.size() < limit && scanned < mostScanned;
        }
    }

    private static long oldestNumber(LetterScan scan) {
        long[] oldest = {0};
        scan.forward(scan.begin(), scan.end(), letter -> {
            oldest[0] = number(letter);
            return oldest[0] == 0;
        });
        return oldest[0];
    }

    /** The number of the newest letter; 0 where there is none. */
    long newestNumber() {
        return scan(scan -> {
            long[] newest = {0};
            scan.back(DeadLetterReader::number, number -> {
                newest[0] = number;
                return number == 0;
            });
            return newest[0];
        });
    }

    /** 0 for what someone else wrote into the topic. */
    private static long number(ConsumerRecord<byte[], byte @Nullable []> letter) {
        return Math.max(0, DeadLetterForm.number(letter.headers(), DeadLetterHeaders.NUMBER));
    }

    /** The letter at this offset; empty where there is none. */
    Optional<ConsumerRecord<byte[], byte @Nullable []>> find(long offset) {
        return scan(scan -> {
            List<ConsumerRecord<byte[], byte @Nullable []>> found = new ArrayList<>(1);
            if (offset >= scan.begin() && offset < scan.end()) {
                scan.forward(offset, offset + 1, found::add);
            }
            return found.stream().findFirst();
        });
    }

    /**
     * Hands on all letters that are there now, oldest first, one at a time. May go on for as long as letters come.
     *
     * @param sink says whether it wants the next
     */
    void forEach(DeadLetterFilter filter, Predicate<ConsumerRecord<byte[], byte @Nullable []>> sink) {
        Consumer<byte[], byte @Nullable []> consumer = consumer("verify-dead-letters-export-" + UUID.randomUUID());
        try {
            LetterScan scan = new LetterScan(consumer, properties.topic(), properties.lookupTimeout());
            scan.forward(scan.begin(), scan.end(), letter -> {
                boolean goesOn = !filter.wants(letter.headers()) || sink.test(letter);
                scan.renew();
                return goesOn;
            });
        } catch (KafkaException failed) {
            throw new KafkaUnreachableException(failed);
        } finally {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    private <T> T scan(Function<LetterScan, T> look) {
        return shared.read(
                consumer -> look.apply(new LetterScan(consumer, properties.topic(), properties.lookupTimeout())));
    }

    private Consumer<byte[], byte @Nullable []> consumer(String clientId) {
        Properties settings = new Properties();
        // at its end the topic is not waited for: the next look may be elsewhere, and would wait too
        settings.setProperty(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "10");
        return consumers.createConsumer(null, clientId, "", settings);
    }

    @Override
    public void destroy() {
        shared.close();
    }
}
