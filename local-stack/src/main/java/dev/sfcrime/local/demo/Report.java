package dev.sfcrime.local.demo;

import java.io.IOException;
import java.util.Locale;

import dev.sfcrime.local.console.Console;
import dev.sfcrime.local.console.Table;
import dev.sfcrime.local.demo.Api.CrimeTypes;
import dev.sfcrime.local.demo.Api.Dispositions;
import org.jspecify.annotations.Nullable;

/** What the demonstration shows at its end. */
final class Report {
    private static final int ROWS = 10;

    private final SuiteClient suite;
    private final Console console;

    Report(SuiteClient suite, Console console) {
        this.suite = suite;
        this.console = console;
    }

    void print(Figures figures, Verdict verdict) {
        try {
            CrimeTypes crimeTypes = suite.crimeTypes(ROWS);
            Dispositions dispositions = suite.dispositions(ROWS);
            scope(crimeTypes.total(), figures.counted().counted());
            table(crimeTypes);
            table(dispositions);
        } catch (IOException failed) {
            console.error("Not all results can be shown: " + failed);
        }
        new Summary(figures, verdict, deadLetters()).print(console);
    }

    private void scope(long total, long ofThisReplay) {
        console.line();
        console.heading(
                total == ofThisReplay
                        ? "%,d calls counted".formatted(total)
                        : "%,d calls counted, of all replays so far; %,d of them are this replay's"
                                .formatted(total, ofThisReplay));
        console.line();
    }

    private void table(CrimeTypes crimeTypes) {
        Table types = new Table("CRIME TYPE", "CALLS>", "SHARE>");
        crimeTypes.items().forEach(item -> types.row(item.crimeType(), count(item.count()), share(item.share())));
        types.print(console);
        console.line();
    }

    private void table(Dispositions dispositions) {
        Table codes = new Table("DISPOSITION", "MEANING", "CALLS>", "SHARE>");
        dispositions
                .items()
                .forEach(item -> codes.row(
                        item.code(),
                        item.description() == null ? "(not in the table)" : item.description(),
                        count(item.count()),
                        share(item.share())));
        codes.print(console);
        console.line();
    }

    private @Nullable Long deadLetters() {
        try {
            return suite.deadLetters();
        } catch (IOException unknown) {
            return null;
        }
    }

    private static String count(long count) {
        return "%,d".formatted(count);
    }

    private static String share(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }
}
