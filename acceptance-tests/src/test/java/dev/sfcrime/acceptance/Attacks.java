package dev.sfcrime.acceptance;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import static dev.sfcrime.acceptance.Attack.INGEST;

/** What is tried, one request at a time. */
final class Attacks {
    static final String OPERATOR_SECRET = "hush-operator";
    static final String VIEWER_SECRET = "hush-viewer";
    static final String OPERATOR = basic("operator", OPERATOR_SECRET);
    static final String VIEWER = basic("viewer", VIEWER_SECRET);

    static final String JSON = "application/json";
    static final String REPLAYS = "POST /api/v1/replays";
    static final String VALID = "{\"dataset\":\"synthetic\",\"limit\":1}";

    private Attacks() {}

    /** All of them. */
    static List<Attack> all() {
        return Stream.of(AccessAttacks.all(), FormAttacks.all())
                .flatMap(List::stream)
                .toList();
    }

    static String basic(String user, String password) {
        return "Authorization: Basic "
                + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    static Attack operator(String kind, Integer... expected) {
        return Attack.of(kind, INGEST, REPLAYS, expected).with(OPERATOR);
    }
}
