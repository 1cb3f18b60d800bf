package dev.sfcrime.acceptance;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import static dev.sfcrime.acceptance.Attack.ANALYTICS;
import static dev.sfcrime.acceptance.Attack.INGEST;
import static dev.sfcrime.acceptance.Attack.VERIFY;
import static dev.sfcrime.acceptance.Attacks.JSON;
import static dev.sfcrime.acceptance.Attacks.OPERATOR;
import static dev.sfcrime.acceptance.Attacks.OPERATOR_SECRET;
import static dev.sfcrime.acceptance.Attacks.REPLAYS;
import static dev.sfcrime.acceptance.Attacks.VALID;
import static dev.sfcrime.acceptance.Attacks.VIEWER;
import static dev.sfcrime.acceptance.Attacks.basic;
import static dev.sfcrime.acceptance.Attacks.operator;

/** By whom, and on what nobody should get at. */
final class AccessAttacks {
    private AccessAttacks() {}

    static List<Attack> all() {
        return Stream.of(credentials(), roles(), paths(), datasets(), sites())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Attack> credentials() {
        List<String> targets = List.of(
                INGEST + " GET /api/v1/replays",
                INGEST + " POST /api/v1/replays",
                INGEST + " GET /v3/api-docs",
                INGEST + " GET /swagger-ui/index.html",
                INGEST + " GET /actuator/prometheus",
                INGEST + " GET /nowhere",
                VERIFY + " GET /api/v1/messages",
                VERIFY + " GET /api/v1/messages/stream",
                VERIFY + " GET /api/v1/dead-letters/export",
                ANALYTICS + " GET /api/v1/aggregates/totals",
                ANALYTICS + " POST /api/v1/queries/call-counts/rebuild?force=true",
                ANALYTICS + " GET /actuator/info");
        List<Attack> attacks = new ArrayList<>();
        for (String target : targets) {
            String service = target.substring(0, target.indexOf(' '));
            String line = target.substring(service.length() + 1);
            attacks.add(Attack.of("no credentials", service, line, 401));
            for (String wrong : List.of(
                    basic("operator", "wrong"),
                    basic("nobody", OPERATOR_SECRET),
                    basic("OPERATOR", OPERATOR_SECRET),
                    basic("operator", OPERATOR_SECRET + "\0"),
                    basic("", ""),
                    "Authorization: Basic",
                    "Authorization: Basic !!!!",
                    "Authorization: Basic "
                            + Base64.getEncoder().encodeToString("no-colon".getBytes(StandardCharsets.UTF_8)),
                    "Authorization: Digest username=\"operator\"",
                    "Authorization: hush-operator")) {
                attacks.add(Attack.of("wrong credentials", service, line, 401).with(wrong));
            }
            attacks.add(
                    Attack.of("forged tokens", service, line, 401).with("Authorization: Bearer " + unsignedToken()));
            attacks.add(Attack.of("forged tokens", service, line, 401).with("Authorization: Bearer a.b.c"));
        }
        return attacks;
    }

    /** A token that says it needs no signature. */
    private static String unsignedToken() {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8))
                + "."
                + encoder.encodeToString(
                        "{\"sub\":\"operator\",\"aud\":\"sfcrime\",\"roles\":[\"operator\"],\"exp\":4102444800}"
                                .getBytes(StandardCharsets.UTF_8))
                + ".";
    }

    private static List<Attack> roles() {
        String kind = "a viewer who wants to change something";
        List<Attack> attacks = new ArrayList<>();
        attacks.add(Attack.of(kind, INGEST, REPLAYS, 403).sending(JSON, VALID));
        for (String action : List.of("pause", "resume", "cancel")) {
            attacks.add(Attack.of(kind, INGEST, "POST /api/v1/replays/x/" + action, 403)
                    .with("Content-Length: 0"));
        }
        attacks.add(Attack.of(kind, INGEST, "PATCH /api/v1/replays/x", 403).sending(JSON, "{}"));
        attacks.add(Attack.of(kind, ANALYTICS, "POST /api/v1/queries/call-counts/rebuild?force=true", 403)
                .with("Content-Length: 0"));
        attacks.add(Attack.of(kind, ANALYTICS, "POST /api/v1/queries/call-counts/restart", 403)
                .with("Content-Length: 0"));
        attacks.add(Attack.of(kind, ANALYTICS, "POST /actuator/shutdown", 403).with("Content-Length: 0"));
        attacks.add(Attack.of(kind, INGEST, "DELETE /api/v1/replays/x", 403));
        attacks.replaceAll(attack -> attack.with(VIEWER));

        String override = "another method by a header or a parameter";
        for (String header : List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")) {
            attacks.add(Attack.of(override, INGEST, "GET /api/v1/replays", 200).with(VIEWER, header + ": POST"));
            attacks.add(Attack.of(override, INGEST, REPLAYS, 403)
                    .with(VIEWER, header + ": GET")
                    .sending(JSON, VALID));
        }
        attacks.add(
                Attack.of(override, ANALYTICS, "POST /api/v1/queries/call-counts/rebuild?_method=get&force=true", 403)
                        .with(VIEWER, "Content-Length: 0"));
        return attacks;
    }

    private static List<Attack> paths() {
        String kind = "paths out of a folder, and around a rule";
        List<Attack> attacks = new ArrayList<>();
        for (String up : List.of(
                "../",
                "..%2f",
                "%2e%2e/",
                "%2e%2e%2f",
                "..%5c",
                "..\\",
                "%252e%252e%252f",
                "..;/",
                "..;x=1/",
                "%c0%ae%c0%ae/",
                "%2f",
                "//",
                ".%00./",
                "%u002e%u002e/",
                "....//")) {
            for (String line : List.of(
                    "GET /api/v1/datasets/" + up.repeat(6) + "etc/passwd/preview",
                    "GET /swagger-ui/" + up.repeat(6) + "etc/passwd",
                    "GET /api/v1/replays/" + up + "datasets",
                    "GET /actuator/health/" + up + "env")) {
                attacks.add(
                        Attack.of(kind, INGEST, line, 400, 404, 401, 403, 200).with(VIEWER));
                attacks.add(Attack.of(kind + ", without credentials", INGEST, line, 400, 401, 404));
            }
        }
        for (String hidden : List.of(
                "env", "heapdump", "beans", "configprops", "threaddump", "loggers", "mappings", "scheduledtasks")) {
            for (String line : List.of(
                    "GET /actuator/" + hidden,
                    "GET /actuator/;/" + hidden,
                    "GET /actuator/health;/../" + hidden,
                    "GET //actuator/" + hidden,
                    "GET /ACTUATOR/" + hidden,
                    "GET /actuator/" + hidden + ".json",
                    "GET /actuator/" + hidden + "/")) {
                attacks.add(Attack.of("the actuator's insides", ANALYTICS, line, 400, 404)
                        .with(OPERATOR));
            }
        }
        return attacks;
    }

    private static List<Attack> datasets() {
        List<Attack> attacks = new ArrayList<>();
        for (String name : List.of(
                "../../../etc/passwd",
                "/etc/passwd",
                "..",
                ".",
                "link-out.json",
                "link-folder",
                "..\\\\..\\\\x",
                "calls.json\\u0000",
                "\\u2025/x",
                "file:///etc/passwd",
                "http://127.0.0.1/",
                "~/x",
                "$HOME",
                "%2e%2e%2fx",
                "a/b",
                "x".repeat(5_000))) {
            attacks.add(Attack.of("datasets outside their folder", INGEST, REPLAYS, 400, 404, 422)
                    .with(OPERATOR)
                    .sending(JSON, "{\"dataset\":\"" + name + "\",\"limit\":1}"));
        }
        for (String name : List.of("link-out.json", "link-folder", "%00", "..%00.json")) {
            attacks.add(Attack.of(
                            "datasets outside their folder",
                            INGEST,
                            "GET /api/v1/datasets/" + name + "/preview",
                            400,
                            404)
                    .with(VIEWER));
        }
        return attacks;
    }

    private static List<Attack> sites() {
        String kind = "other sites and other names";
        String evil = "Origin: https://evil.example";
        List<Attack> attacks = new ArrayList<>();
        attacks.add(operator(kind, 403).with(evil, "Sec-Fetch-Site: cross-site").sending(JSON, VALID));
        attacks.add(Attack.of(kind, INGEST, "OPTIONS /api/v1/replays", 401, 403)
                .with(evil, "Access-Control-Request-Method: POST", "Access-Control-Request-Headers: content-type"));
        attacks.add(Attack.of(kind, INGEST, "GET /api/v1/replays", 200, 403).with(VIEWER, evil));
        attacks.add(Attack.of(kind, INGEST, "GET /api/v1/replays", 200, 403).with(VIEWER, "Origin: null"));
        return attacks;
    }
}
