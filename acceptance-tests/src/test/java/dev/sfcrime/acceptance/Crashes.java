package dev.sfcrime.acceptance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

import static org.awaitility.Awaitility.await;

/** Kills processes of a suite, at moments and in combinations that follow from a seed, and starts them again. */
final class Crashes {
    private final Suite suite;
    private final Random random;
    private final List<String> firstEachOnce = new ArrayList<>(Processes.ALL);
    private final Map<String, Integer> kills = new TreeMap<>();

    Crashes(Suite suite, long seed) {
        this.suite = suite;
        this.random = new Random(seed);
        Collections.shuffle(firstEachOnce, random);
    }

    /** How often each was killed. */
    Map<String, Integer> kills() {
        return kills;
    }

    int total() {
        return kills.values().stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * Lets the suite work for some seconds, kills, and starts again what is dead. The first four times each process is
     * killed once; later also two at once, or one again while it starts.
     */
    void next() {
        letTimePass(200, 4000);
        if (!firstEachOnce.isEmpty()) {
            kill(firstEachOnce.remove(0));
        } else {
            List<String> victims = new ArrayList<>(Processes.ALL);
            Collections.shuffle(victims, random);
            kill(victims.get(0));
            switch (random.nextInt(4)) {
                case 0 -> kill(victims.get(1));
                case 1 -> killWhileStarting(victims.get(0));
                default -> {}
            }
        }
        suite.up();
    }

    private void kill(String service) {
        suite.processes.kill(service);
        kills.merge(service, 1, Integer::sum);
    }

    private void killWhileStarting(String service) {
        Suite.Launch up = suite.launch("up", "--detach");
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        isAlive(suite.processes.find(service)) || !up.process().isAlive());
        letTimePass(0, 5000);
        if (isAlive(suite.processes.find(service))) {
            kill(service);
        }
        // it fails or not, depending on whether the process was ready before it was killed
        up.await();
    }

    private static boolean isAlive(Optional<ProcessHandle> process) {
        return process.filter(ProcessHandle::isAlive).isPresent();
    }

    private void letTimePass(int leastMillis, int mostMillis) {
        Duration time = Duration.ofMillis(random.nextInt(leastMillis, mostMillis));
        await().pollDelay(time).atMost(time.plusMinutes(1)).until(() -> true);
    }
}
