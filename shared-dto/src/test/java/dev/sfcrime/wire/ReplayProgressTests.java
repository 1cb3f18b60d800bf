package dev.sfcrime.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ReplayProgressTests {
    private static final Instant START = Instant.parse("2026-11-20T16:00:00Z");

    @Test
    void comesBackAsItWasWritten() {
        ReplayProgress progress = new ReplayProgress(
                "20181231-235700-1f0c9a3e",
                ReplayProgress.State.PAUSED,
                100,
                3,
                107,
                5,
                3,
                2,
                START,
                null,
                null,
                JsonMapper.shared().readTree("{\"loop\":0}"));

        ReplayProgress read = ReplayProgress.ofJson(progress.toJson());

        assertThat(read).isEqualTo(progress);
        assertThat(read.injected()).isEqualTo(10);
        assertThat(read.state().isFinal()).isFalse();
    }

    @Test
    void whatALaterVersionAddsIsPassedOver() {
        String json = new String(
                new ReplayProgress("a", ReplayProgress.State.COMPLETED, 1, 0, 1, 0, 0, 0, START, START, null, null)
                        .toJson(),
                StandardCharsets.UTF_8);

        ReplayProgress read = ReplayProgress.ofJson(
                json.replaceFirst("\\{", "{\"added\":[1],").getBytes(StandardCharsets.UTF_8));

        assertThat(read.sent()).isEqualTo(1);
        assertThat(read.state().isFinal()).isTrue();
    }

    @Test
    void anythingElseIsRefused() {
        for (String text : new String[] {"", "no JSON", "[]", "{}", "{\"replayId\":\"a\"}", "{\"state\":\"GONE\"}"}) {
            assertThatIllegalArgumentException()
                    .as(text)
                    .isThrownBy(() -> ReplayProgress.ofJson(text.getBytes(StandardCharsets.UTF_8)))
                    .withMessageStartingWith("no replay progress");
        }
    }

    @Test
    void anInjectedFaultIsKnownByItsHeader() {
        for (InjectedFault fault : InjectedFault.values()) {
            assertThat(InjectedFault.of(fault.toHeader())).isEqualTo(fault);
        }
        assertThat(InjectedFault.of("LATE".getBytes(StandardCharsets.UTF_8))).isNull();
        assertThat(InjectedFault.of(null)).isNull();
    }
}
