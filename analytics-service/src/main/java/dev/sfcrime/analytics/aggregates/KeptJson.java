package dev.sfcrime.analytics.aggregates;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of an answer but for its freshness, from when its first reader wrote it. Thread-safe. */
final class KeptJson {
    private volatile @Nullable Frame frame;

    /** The JSON around the freshness. */
    static final class Frame {
        private static final String FRESHNESS = "freshness";

        private final byte[] before;
        private final byte[] after;

        private Frame(byte[] before, byte[] after) {
            this.before = before;
            this.after = after;
        }

        /** Writes the body, and cuts the freshness out. */
        static Frame of(Body body, JsonMapper json) {
            byte[] whole = json.writeValueAsBytes(body);
            try (JsonParser parser = json.createParser(whole)) {
                parser.nextToken();
                while (!FRESHNESS.equals(parser.nextName())) {
                    parser.skipChildren();
                }
                parser.nextToken();
                long begin = parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                long end = parser.currentLocation().getByteOffset();
                return new Frame(
                        Arrays.copyOfRange(whole, 0, (int) begin), Arrays.copyOfRange(whole, (int) end, whole.length));
            }
        }

        /** Bytes of the whole with this freshness. */
        int length(byte[] freshness) {
            return before.length + freshness.length + after.length;
        }

        void writeTo(OutputStream out, byte[] freshness) throws IOException {
            out.write(before);
            out.write(freshness);
            out.write(after);
        }
    }

    /** What is kept; at first, what the writer makes. Two readers that come first together both write the same. */
    Frame orElseWrite(Supplier<Frame> writer) {
        Frame kept = frame;
        if (kept == null) {
            kept = writer.get();
            frame = kept;
        }
        return kept;
    }
}
