package dev.sfcrime.ingest.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What synthetic calls are made of. The shares of the commonest crime types and of all dispositions are those of the
 * real set's 199,999 records (DataSF); the long tail of crime types, the streets and the places are made up to look like
 * it.
 */
final class SyntheticWords {
    private static final double[] SHARES_OF_COMMON_TYPES = {0.19, 0.08, 0.05, 0.05, 0.04};
    private static final int TAIL_FLATNESS = 16;

    private static final String[] DISPOSITIONS = {
        "HAN",
        "GOA",
        "ADV",
        "Not recorded",
        "CIT",
        "REP",
        "UTL",
        "ND",
        "NOM",
        "CAN",
        "PAS", //
        "ARR",
        "22",
        "ABA",
        "ADM",
        "SFD",
        "NCR",
        "CRM",
        "VAS",
        "CSA",
        "OTS",
        "GEN",
        "FIR"
    };
    private static final double[] DISPOSITION_SHARES = {
        28, 12, 11, 10, 9, 9, 4, 4, 4, 3, 2, //
        1, 0.6, 0.5, 0.5, 0.4, 0.2, 0.2, 0.2, 0.1, 0.1, 0.1, 0.1
    };

    private static final String[] CITIES = {
        "San Francisco", "", "Treasure Isla", "Presidio", "Daly City", "Fort Mason", "Yerba Buena"
    };
    private static final double[] CITY_SHARES = {94, 3, 1, 0.8, 0.6, 0.4, 0.2};

    private static final String[] PREMISE = {"Premise Address", "Premise-Address", "PREMISE ADDRESS", "premise address"
    };
    private static final String[] CROSSING = {"Intersection", "INTERSECTION", "intersection", "Intersect."};
    private static final String[] PLACE = {"Common Location", "Common-Location", "COMMON LOCATION", "common location"};
    private static final String[] OVERRIDE = {"Geo-Override", "Geo Override", "GEO-OVERRIDE", "geo-override"};
    private static final double[] SPELLING_SHARES = {97, 1, 1, 1};

    private static final int HIGHEST_BLOCK = 44;

    final WeightedChoice crimeTypes;
    final WeightedChoice dispositions = choice(DISPOSITIONS, DISPOSITION_SHARES);
    final WeightedChoice cities = choice(CITIES, CITY_SHARES);
    final WeightedChoice premise = choice(PREMISE, SPELLING_SHARES);
    final WeightedChoice crossing = choice(CROSSING, SPELLING_SHARES);
    final WeightedChoice place = choice(PLACE, SPELLING_SHARES);
    final WeightedChoice override = choice(OVERRIDE, SPELLING_SHARES);
    final List<String> places = lines("places.txt");
    final String[] blocks;
    final String[] shortBlocks;
    final String[] crossings;

    SyntheticWords() {
        List<String> types = lines("crime-types.txt");
        crimeTypes = new WeightedChoice(types, typeShares(types.size()));
        List<String> streets = lines("streets.txt");
        blocks = blocks(streets, "%d00 Block Of %s");
        shortBlocks = blocks(streets, "%d00 Blk %s");
        crossings = crossings(streets);
    }

    /** One of these values, any as likely as any other. */
    static String any(String[] values, long bits) {
        return values[(int) Long.remainderUnsigned(bits, values.length)];
    }

    private static WeightedChoice choice(String[] values, double[] shares) {
        return new WeightedChoice(List.of(values), shares);
    }

    /** What the commonest types leave is shared by the others, ever less by the square of their rank. */
    private static double[] typeShares(int types) {
        double[] shares = Arrays.copyOf(SHARES_OF_COMMON_TYPES, types);
        double tail = 0;
        for (int i = SHARES_OF_COMMON_TYPES.length; i < types; i++) {
            double rank = i - SHARES_OF_COMMON_TYPES.length + 1 + TAIL_FLATNESS;
            shares[i] = 1 / (rank * rank);
            tail += shares[i];
        }
        double left = 1 - Arrays.stream(SHARES_OF_COMMON_TYPES).sum();
        for (int i = SHARES_OF_COMMON_TYPES.length; i < types; i++) {
            shares[i] *= left / tail;
        }
        return shares;
    }

    private static String[] blocks(List<String> streets, String form) {
        return streets.stream()
                .flatMap(street ->
                        IntStream.rangeClosed(1, HIGHEST_BLOCK).mapToObj(block -> form.formatted(block, street)))
                .toArray(String[]::new);
    }

    /** As the real set has them, the second street begins with a small letter. */
    private static String[] crossings(List<String> streets) {
        return streets.stream()
                .flatMap(one -> streets.stream()
                        .filter(other -> !other.equals(one))
                        .map(other -> one + "/" + other.substring(0, 1).toLowerCase(Locale.ROOT) + other.substring(1)))
                .toArray(String[]::new);
    }

    private static List<String> lines(String resource) {
        try (InputStream text = SyntheticWords.class.getResourceAsStream(resource)) {
            if (text == null) {
                throw new IllegalStateException(resource + " is missing beside " + SyntheticWords.class.getName());
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException unreadable) {
            throw new IllegalStateException(resource + " cannot be read", unreadable);
        }
    }
}
