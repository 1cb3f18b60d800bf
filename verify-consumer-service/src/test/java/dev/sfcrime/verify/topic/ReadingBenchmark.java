package dev.sfcrime.verify.topic;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.sfcrime.calls.CallForService;
import dev.sfcrime.calls.CallJson;
import dev.sfcrime.wire.ReplayHeaders;
import dev.sfcrime.wire.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.Utils;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads Kafka's records through: which replay sent them, as the how-manieth, and whether they are calls. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(ReadingBenchmark.MESSAGES)
public class ReadingBenchmark {
    /** As many as a poll brings at most. */
    static final int MESSAGES = 1_000;

    private final JsonMapper mapper = JsonMapper.shared();
    private final List<ConsumerRecord<byte[], ByteBuffer>> records = new ArrayList<>();

    /** JMH makes one for each fork. */
    public ReadingBenchmark() {
        for (int number = 1; number <= MESSAGES; number++) {
            byte[] value = CallJson.write(call(number));
            records.add(new ConsumerRecord<>(
                    Topics.CALLS,
                    number % 4,
                    number,
                    0,
                    TimestampType.CREATE_TIME,
                    0,
                    value.length,
                    Integer.toString(number).getBytes(StandardCharsets.ISO_8859_1),
                    ByteBuffer.wrap(value),
                    headers(number),
                    Optional.empty()));
        }
    }

    private static CallForService call(int number) {
        String day = "2018-12-31T00:00:00.000";
        return new CallForService(
                Integer.toString(183_652_851 - number),
                "Crime type %03d".formatted(number % 400),
                day,
                day,
                day,
                "23:57",
                LocalDateTime.of(2018, 12, 31, 23, 57),
                "HAN",
                "1200 Block Of Market St",
                "San Francisco",
                "CA",
                "1",
                "Premise Address",
                "");
    }

    private static Headers headers(int sequence) {
        return new RecordHeaders()
                .add(ReplayHeaders.REPLAY_ID, ReplayHeaders.replayId("01JDMX8E3S6V9Q2K4T7N5B1C0D"))
                .add(ReplayHeaders.REPLAY_SEQUENCE, ReplayHeaders.sequence(sequence));
    }

    /** As the service does. */
    @Benchmark
    public List<ReceivedMessage> messageReader() {
        MessageReader reader = new MessageReader();
        List<ReceivedMessage> messages = new ArrayList<>(MESSAGES);
        for (ConsumerRecord<byte[], ByteBuffer> received : records) {
            messages.add(reader.read(received));
        }
        return messages;
    }

    /** Kafka's own look-up of headers, and Jackson's tree, of which two fields are looked for. */
    @Benchmark
    public List<ReceivedMessage> jacksonTree() {
        List<ReceivedMessage> messages = new ArrayList<>(MESSAGES);
        for (ConsumerRecord<byte[], ByteBuffer> received : records) {
            Header[] headers = received.headers().toArray();
            byte[] value = Utils.toArray(received.value());
            messages.add(new ReceivedMessage(
                    received,
                    Slice.of(value),
                    Stream.of(headers).map(Header::key).toArray(String[]::new),
                    Stream.of(headers).map(Header::value).toArray(byte[][]::new),
                    error(value),
                    text(received.headers().lastHeader(ReplayHeaders.REPLAY_ID)),
                    Long.parseLong(text(received.headers().lastHeader(ReplayHeaders.REPLAY_SEQUENCE))),
                    null));
        }
        return messages;
    }

    private static String text(Header header) {
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    private String error(byte[] value) {
        try {
            var call = mapper.readTree(value);
            return call.path("crime_id").isString()
                            && call.path("call_date_time").isString()
                    ? null
                    : "no call";
        } catch (JacksonException broken) {
            return "no JSON";
        }
    }
}
