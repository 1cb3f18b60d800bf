package dev.sfcrime.bench.tune;

import java.nio.file.Path;

/** A lab that has started its worker, to be killed. */
final class KilledLab {
    private KilledLab() {}

    /**
     * Starts a worker and waits.
     *
     * @param arguments the service's jar, a folder, and a process that stands for the broker
     */
    public static void main(String[] arguments) throws Exception {
        WorkerProcess.start(Path.of(arguments[0]), Path.of(arguments[1]), Long.parseLong(arguments[2]));
        System.out.println("ready");
        Thread.currentThread().join();
    }
}
