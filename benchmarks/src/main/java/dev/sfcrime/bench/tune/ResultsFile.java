package dev.sfcrime.bench.tune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

import dev.sfcrime.local.stack.StackException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The results of a run as lines of JSON: a {@link Heading}, then a {@link TrialResult} for each trial, written when it
 * ends. So a run that was interrupted goes on where it stopped.
 */
final class ResultsFile {
    private static final String NAME = "trials.jsonl";
    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;
    private final Heading heading;
    private final List<TrialResult> results;

    private ResultsFile(Path file, Heading heading, List<TrialResult> results) {
        this.file = file;
        this.heading = heading;
        this.results = results;
    }

    /**
     * The results in this folder, to be added to; none yet where it is new.
     *
     * @throws StackException if they are of another machine, plan or service
     */
    static ResultsFile resume(Path folder, Heading heading) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            Files.createDirectories(folder);
            Files.writeString(file, JSON.writeValueAsString(heading) + "\n");
            return new ResultsFile(file, heading, new ArrayList<>());
        }
        ResultsFile present = read(folder);
        List<String> differences = present.heading.differencesTo(heading);
        if (!differences.isEmpty()) {
            throw new StackException(
                    "The results in %s cannot be gone on with: %s. Delete that folder, or name another with --results"
                            .formatted(folder, String.join("; ", differences)));
        }
        present.rewrite();
        return present;
    }

    /**
     * The results in this folder, whatever they are of.
     *
     * @throws StackException if there are none
     */
    static ResultsFile read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            throw new StackException("There are no results in %s; ./sfcrime tune makes them".formatted(folder));
        }
        List<String> lines = Files.readAllLines(file);
        try {
            Heading heading = JSON.readValue(lines.get(0), Heading.class);
            List<TrialResult> results = new ArrayList<>();
            boolean ended = Files.readString(file).endsWith("\n");
            // a lab that was killed while it wrote leaves half a line
            for (String line : lines.subList(1, ended ? lines.size() : lines.size() - 1)) {
                results.add(JSON.readValue(line, TrialResult.class));
            }
            return new ResultsFile(file, heading, results);
        } catch (JacksonException | IndexOutOfBoundsException unreadable) {
            throw new StackException(
                    "%s cannot be read: %s. Delete it to begin anew".formatted(file, unreadable.getMessage()),
                    unreadable);
        }
    }

    private void rewrite() throws IOException {
        StringBuilder text = new StringBuilder(JSON.writeValueAsString(heading)).append('\n');
        results.forEach(result -> text.append(JSON.writeValueAsString(result)).append('\n'));
        Files.writeString(file, text);
    }

    void add(TrialResult result) throws IOException {
        Files.writeString(file, JSON.writeValueAsString(result) + "\n", StandardOpenOption.APPEND);
        results.add(result);
    }

    boolean has(Plan.Trial trial) {
        return results.stream().anyMatch(result -> result.isOf(trial));
    }

    Heading heading() {
        return heading;
    }

    /** Of one part, in the order in which they were made. */
    List<TrialResult> of(String part) {
        return results.stream().filter(result -> result.part().equals(part)).toList();
    }
}
