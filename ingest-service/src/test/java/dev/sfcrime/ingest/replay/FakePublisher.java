package dev.sfcrime.ingest.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.sfcrime.ingest.publish.PublishingException;
import dev.sfcrime.ingest.publish.PublishingException.Kind;
import dev.sfcrime.ingest.publish.PublishingSession;
import dev.sfcrime.ingest.publish.RecordPublisher;
import dev.sfcrime.wire.InjectedFault;
import dev.sfcrime.wire.ReplayProgress;
import org.jspecify.annotations.Nullable;

/** Keeps messages and progress by transactions, like Kafka, and fails when told to. */
final class FakePublisher implements RecordPublisher {
    record Sent(
            String replayId,
            String key,
            long sequence,
            @Nullable InjectedFault fault,
            long nanos) {}

    private final Ticker ticker;
    private final boolean keep;
    private final List<Sent> committed = new CopyOnWriteArrayList<>();
    private final List<ReplayProgress> commits = new CopyOnWriteArrayList<>();
    private final Map<String, ReplayProgress> progress = new LinkedHashMap<>();
    private final Map<String, Session> sessions = new LinkedHashMap<>();
    private final List<String> forgotten = new CopyOnWriteArrayList<>();
    private long refuseFrom = Long.MAX_VALUE;
    private int failingSends;
    private int failingCommits;
    private int commitsOfUnknownOutcome;
    private boolean away;
    private Runnable beforeCommit = () -> {};
    private Runnable afterCommit = () -> {};
    private int open;

    FakePublisher(Ticker ticker) {
        this(ticker, true);
    }

    /** Without keeping what was sent, for tests of speed. */
    FakePublisher(Ticker ticker, boolean keep) {
        this.ticker = ticker;
        this.keep = keep;
    }

    FakePublisher refusingFrom(long sequence) {
        refuseFrom = sequence;
        return this;
    }

    /** The next so many commits fail, and nothing of them is stored. */
    void failCommits(int count) {
        failingCommits = count;
    }

    /** The next so many commits are stored and fail all the same. */
    void loseAnswersToCommits(int count) {
        commitsOfUnknownOutcome = count;
    }

    synchronized void failSends(int count) {
        failingSends = count;
    }

    /** Nothing can be done until it is back. */
    void goAway(boolean isAway) {
        away = isAway;
    }

    /** Done once, before the next commit. */
    void beforeNextCommit(Runnable action) {
        beforeCommit = action;
    }

    void afterEachCommit(Runnable action) {
        afterCommit = action;
    }

    /** Another process begins to work on the replay. */
    synchronized void takenOverBy(ReplayProgress theirs) {
        sessions.remove(theirs.replayId());
        progress.put(theirs.replayId(), theirs);
    }

    /** The messages in committed transactions. */
    List<Sent> sent() {
        return committed;
    }

    List<String> keys() {
        return committed.stream().map(Sent::key).toList();
    }

    /** Every progress that was committed. */
    List<ReplayProgress> commits() {
        return commits;
    }

    List<String> forgotten() {
        return forgotten;
    }

    int openSessions() {
        return open;
    }

    @Override
    public synchronized List<ReplayProgress> takeOver() throws PublishingException {
        requireThere();
        sessions.clear();
        return List.copyOf(progress.values());
    }

    @Override
    public synchronized PublishingSession open(String replayId) throws PublishingException {
        requireThere();
        Session session = new Session(replayId);
        sessions.put(replayId, session);
        open++;
        return session;
    }

    @Override
    public synchronized @Nullable ReplayProgress committed(String replayId) throws PublishingException {
        requireThere();
        return progress.get(replayId);
    }

    @Override
    public synchronized void forget(String replayId) {
        progress.remove(replayId);
        forgotten.add(replayId);
    }

    private void requireThere() throws PublishingException {
        if (away) {
            throw new PublishingException(Kind.UNAVAILABLE, "away", null);
        }
    }

    private final class Session implements PublishingSession {
        private final String replayId;
        private final List<Sent> transaction = new ArrayList<>();

        Session(String replayId) {
            this.replayId = replayId;
        }

        @Override
        public void send(String key, byte[] value, long sequence, @Nullable InjectedFault fault)
                throws PublishingException {
            synchronized (FakePublisher.this) {
                requireThere();
                requireMine();
                if (failingSends > 0) {
                    failingSends--;
                    throw new PublishingException(Kind.UNAVAILABLE, "lost", null);
                }
                if (sequence >= refuseFrom) {
                    throw new PublishingException(Kind.REFUSED, "refused", null);
                }
                if (keep) {
                    transaction.add(new Sent(replayId, key, sequence, fault, ticker.nanoTime()));
                }
            }
        }

        @Override
        public void commit(ReplayProgress done) throws PublishingException {
            Runnable before = beforeCommit;
            beforeCommit = () -> {};
            before.run();
            synchronized (FakePublisher.this) {
                requireThere();
                requireMine();
                if (failingCommits > 0) {
                    failingCommits--;
                    throw new PublishingException(Kind.UNAVAILABLE, "lost", null);
                }
                committed.addAll(transaction);
                transaction.clear();
                progress.put(replayId, done);
                commits.add(done);
                afterCommit.run();
                if (commitsOfUnknownOutcome > 0) {
                    commitsOfUnknownOutcome--;
                    throw new PublishingException(Kind.UNAVAILABLE, "no answer", null);
                }
            }
        }

        @Override
        public void close() {
            open--;
        }

        private void requireMine() throws PublishingException {
            if (sessions.get(replayId) != this) {
                throw new PublishingException(Kind.FENCED, "fenced", null);
            }
        }
    }
}
