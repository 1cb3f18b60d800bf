package dev.sfcrime.bench.tune;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

import dev.sfcrime.bench.report.Machine;

/**
 * What all results of one file have in common: only such results can be compared.
 *
 * @param begun when the first of them was made
 * @param machine where
 * @param service checksum of the service that was measured
 * @param catalogue checksum of what the sweep tries
 * @param effort how much is measured
 * @param shipped the suite's values of the properties of the sweep, by name
 */
record Heading(
        LocalDate begun,
        Machine machine,
        String service,
        String catalogue,
        Effort effort,
        Map<String, String> shipped) {
    Heading {
        shipped = Map.copyOf(shipped);
    }

    /** The heading of results to be made now. */
    static Heading of(Path serviceJar, Effort effort, Map<String, String> shipped) throws IOException {
        CRC32 service = new CRC32();
        service.update(Files.readAllBytes(serviceJar));
        CRC32 catalogue = new CRC32();
        catalogue.update(plan(effort, shipped).sweep().toString().getBytes(StandardCharsets.UTF_8));
        return new Heading(
                LocalDate.now(ZoneId.systemDefault()),
                Machine.here(),
                "%08x".formatted(service.getValue()),
                "%08x".formatted(catalogue.getValue()),
                effort,
                shipped);
    }

    /** What is tried. */
    Plan plan() {
        return plan(effort, shipped);
    }

    private static Plan plan(Effort effort, Map<String, String> shipped) {
        return new Plan(effort, Catalogue.properties(shipped));
    }

    /** Why results under this heading cannot go on with those under the other; empty where they can. */
    List<String> differencesTo(Heading other) {
        List<String> differences = new ArrayList<>();
        if (!machine.equals(other.machine)) {
            differences.add("they are of another machine (" + machine + ")");
        }
        if (!service.equals(other.service)) {
            differences.add("they are of another build of analytics-service");
        }
        if (!effort.equals(other.effort)) {
            differences.add("they are of another plan (" + effort + ")");
        } else if (!catalogue.equals(other.catalogue)) {
            differences.add("the sweep tried other values then");
        }
        return differences;
    }
}
