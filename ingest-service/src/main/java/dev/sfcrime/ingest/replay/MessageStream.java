package dev.sfcrime.ingest.replay;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.function.Consumer;

import dev.sfcrime.calls.CallMessage;
import dev.sfcrime.ingest.dataset.DatasetRecord;
import dev.sfcrime.ingest.dataset.ReadCall;
import dev.sfcrime.ingest.dataset.RecordSource;
import dev.sfcrime.ingest.dataset.RejectedRecord;
import org.jspecify.annotations.Nullable;

/**
 * What one loop of a replay sends, record by record, the injected messages included. The same replay over the same
 * dataset gives the same messages each time, so that one that was interrupted can be taken up where it was. For one thread
 * at a time.
 */
final class MessageStream implements AutoCloseable {
    private final RecordSource source;
    private final @Nullable FaultInjector injector;
    private long toSkip;
    private long left;
    private long read;

    /**
     * A stream that has not read yet.
     *
     * @param loop the how-manieth loop, from 0; faults differ between loops
     * @param source the whole dataset, in the replay's order; closed with the stream
     */
    MessageStream(ReplaySpec spec, long loop, RecordSource source) {
        this.source = source;
        this.injector = spec.faults().any() ? new FaultInjector(spec.faults(), loop) : null;
        this.toSkip = spec.skip();
        this.left = spec.limit() == null ? Long.MAX_VALUE : spec.limit();
    }

    /**
     * Reads one record; null at the slice's end.
     *
     * @throws IOException if the dataset cannot be read on, or the thread was interrupted while it skipped
     */
    @Nullable
    Step next() throws IOException {
        DatasetRecord record = read();
        if (record == null) {
            return null;
        }
        if (record instanceof ReadCall valid) {
            return new Step.Messages(messages(valid.message()));
        }
        return new Step.Rejected((RejectedRecord) record);
    }

    /**
     * Goes on from where this loop was interrupted. To be called before anything else was read.
     *
     * @param recordsRead how many records of the slice were read, rejected ones included
     * @param messagesSent how many messages were sent for them, injected ones included; all but some of the last
     *     record's
     * @param rejected told of each record that is no valid call, once more
     * @return the messages of the last record that are still to be sent
     * @throws ChangedDatasetException if these figures cannot be those of this dataset
     * @throws IOException if the dataset cannot be read, or the thread was interrupted
     */
    List<OutgoingMessage> fastForward(long recordsRead, long messagesSent, Consumer<RejectedRecord> rejected)
            throws IOException {
        List<OutgoingMessage> pending = List.of();
        long sent = 0;
        while (read < recordsRead) {
            requireNotInterrupted();
            if (!pending.isEmpty()) {
                throw ChangedDatasetException.moreMessages(read, messagesSent);
            }
            DatasetRecord record = read();
            if (record == null) {
                throw ChangedDatasetException.fewerRecords(read, recordsRead);
            }
            if (record instanceof ReadCall valid) {
                int messages = injector == null ? 1 : 1 + injector.injected();
                int sentOfThese = (int) Math.min(messages, messagesSent - sent);
                if (sentOfThese < messages) {
                    pending = messages(valid.message()).subList(sentOfThese, messages);
                }
                sent += sentOfThese;
            } else {
                rejected.accept((RejectedRecord) record);
            }
        }
        if (sent < messagesSent) {
            throw ChangedDatasetException.fewerMessages(read, sent, messagesSent);
        }
        return pending;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private @Nullable DatasetRecord read() throws IOException {
        while (toSkip > 0) {
            requireNotInterrupted();
            toSkip = source.next() == null ? 0 : toSkip - 1;
        }
        DatasetRecord record = left == 0 ? null : source.next();
        if (record == null) {
            return null;
        }
        left--;
        read++;
        if (injector != null) {
            injector.advance();
        }
        return record;
    }

    private List<OutgoingMessage> messages(CallMessage call) {
        OutgoingMessage original = new OutgoingMessage(call.crimeId(), call.value(), call.callDateTime(), null);
        return injector == null || injector.injected() == 0 ? List.of(original) : injector.after(original, call);
    }

    private static void requireNotInterrupted() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("reading was interrupted");
        }
    }
}
