package dev.sfcrime.local.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Locale;

import dev.sfcrime.local.console.Console;

/** Asks before something that cannot be undone. */
final class Confirmation {
    private Confirmation() {}

    /** Whether the user says yes; no answer is a no. */
    static boolean asked(Console console, String question) throws IOException {
        console.line(question + " [yes/no]");
        String answer = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }
}
