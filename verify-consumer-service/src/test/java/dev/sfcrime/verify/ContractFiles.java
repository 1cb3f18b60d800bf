package dev.sfcrime.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The golden messages that every side of the wire reads. */
final class ContractFiles {
    private ContractFiles() {}

    static List<String> lines(String file) {
        try (InputStream content = ContractFiles.class.getResourceAsStream("/contract/" + file)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException unreadable) {
            throw new AssertionError(file, unreadable);
        }
    }
}
