package dev.sfcrime.ingest.replay;

import dev.sfcrime.wire.InjectedFault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TallyTests {
    @Test
    void recordsAreReadWithTheirOwnMessageAndSequencesStayDense() {
        Tally tally = Tally.NOTHING;
        assertThat(tally.sequenceOf(message(null))).isEqualTo(1);
        tally = tally.withSent(message(null));
        assertThat(tally.sequenceOf(message(InjectedFault.DUPLICATE))).isEqualTo(1);
        tally = tally.withSent(message(InjectedFault.DUPLICATE));
        assertThat(tally.sequenceOf(message(InjectedFault.LATE))).isEqualTo(2);
        tally = tally.withSent(message(InjectedFault.LATE)).withSent(message(InjectedFault.MALFORMED));
        tally = tally.withRejected();

        assertThat(tally.sequenceOf(message(null))).isEqualTo(4);
        assertThat(tally)
                .extracting(Tally::read, Tally::rejected, Tally::sent, Tally::bytes)
                .containsExactly(2L, 1L, 4L, 40L);
        assertThat(tally.injectedMalformed() + tally.injectedDuplicates() + tally.injectedLate())
                .isEqualTo(tally.sent() + tally.rejected() - tally.read());
    }

    @Test
    void anotherLoopBeginsAtItsStartAndCountsOn() {
        Tally tally = Tally.NOTHING.withSent(message(null)).withRejected();
        assertThat(tally).extracting(Tally::readInLoop, Tally::sentInLoop).containsExactly(2L, 1L);

        Tally next = tally.withLoopDone().withSent(message(null));

        assertThat(next)
                .extracting(Tally::loop, Tally::readInLoop, Tally::sentInLoop, Tally::read, Tally::sent)
                .containsExactly(1L, 1L, 1L, 3L, 2L);
    }

    private static OutgoingMessage message(@Nullable InjectedFault fault) {
        return new OutgoingMessage("1", new byte[10], FakeDataset.FIRST, fault);
    }
}
