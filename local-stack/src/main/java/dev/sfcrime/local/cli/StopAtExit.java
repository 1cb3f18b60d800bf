package dev.sfcrime.local.cli;

import java.util.function.IntSupplier;

/** Runs an action when this process is told to end, by Ctrl-C or SIGTERM. */
final class StopAtExit {
    private StopAtExit() {}

    /** Works, and on a signal during that work runs this action before the process ends. */
    static int during(IntSupplier work, Runnable onSignal) {
        Thread hook = new Thread(onSignal, "stop-at-exit");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.getAsInt();
        } finally {
            remove(hook);
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException atWork) {
            // the process ends already
        }
    }
}
