package dev.sfcrime.bench.tune;

import java.time.Duration;
import java.util.List;

import dev.sfcrime.local.console.Progress;
import dev.sfcrime.local.console.ProgressBar;

/**
 * How far a run is, and how long it will take yet.
 *
 * @param done trials that have been made, in this run or before
 * @param all how many there are to be
 * @param secondsEach how long a trial took on average so far; 0 before the first
 * @param now the setting that is tried
 */
record Remaining(int done, int all, double secondsEach, String now) implements Progress.Status {
    private static final int BAR = 30;

    @Override
    public List<String> lines(int columns) {
        String bar = "%s %s  %d of %d trials%s"
                .formatted(
                        ProgressBar.of(done, done, all, BAR),
                        ProgressBar.percent(done, all),
                        done,
                        all,
                        eta().isEmpty() ? "" : ", " + eta());
        return List.of(cut(bar, columns), cut("trying " + now, columns));
    }

    private static String cut(String text, int columns) {
        return text.substring(0, Math.min(text.length(), columns));
    }

    @Override
    public String line() {
        return "%d of %d trials%s: %s".formatted(done, all, eta().isEmpty() ? "" : ", " + eta(), now);
    }

    private String eta() {
        if (secondsEach == 0) {
            return "";
        }
        Duration left = Duration.ofSeconds(Math.round(secondsEach * (all - done)));
        return "about %d:%02d min left".formatted(left.toMinutes(), left.toSecondsPart());
    }
}
