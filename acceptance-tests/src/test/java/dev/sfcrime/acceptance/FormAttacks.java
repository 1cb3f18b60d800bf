package dev.sfcrime.acceptance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import static dev.sfcrime.acceptance.Attack.ANALYTICS;
import static dev.sfcrime.acceptance.Attack.INGEST;
import static dev.sfcrime.acceptance.Attack.VERIFY;
import static dev.sfcrime.acceptance.Attacks.JSON;
import static dev.sfcrime.acceptance.Attacks.OPERATOR;
import static dev.sfcrime.acceptance.Attacks.VALID;
import static dev.sfcrime.acceptance.Attacks.VIEWER;
import static dev.sfcrime.acceptance.Attacks.operator;

/** By what a request looks like. */
final class FormAttacks {
    private FormAttacks() {}

    static List<Attack> all() {
        return Stream.of(bodies(), types(), heads(), targets(), numbers())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Attack> bodies() {
        List<Attack> attacks = new ArrayList<>();
        String large = "bodies beyond the limit";
        attacks.add(operator(large, 413).sending(JSON, "{\"dataset\":\"" + "x".repeat(1 << 20) + "\"}"));
        attacks.add(operator(large, 413).with("Content-Type: " + JSON, "Content-Length: 1000000000"));
        attacks.add(operator(large, 400, 413)
                .with("Content-Type: " + JSON, "Transfer-Encoding: chunked")
                .followedBy(chunks("{\"dataset\":\"" + "x".repeat(1 << 20))));
        attacks.add(operator(large, 400, 413, 415)
                .with("Content-Encoding: gzip")
                .sending(JSON, zipped("{\"dataset\":\"" + " ".repeat(10 << 20) + "\"}")));

        String odd = "bodies that are no request";
        for (String body : List.of(
                "",
                " ",
                "null",
                "[]",
                "1",
                "\"x\"",
                "true",
                "{",
                "}",
                "{}{}",
                VALID + "x",
                "{\"dataset\":null}",
                "{'dataset':'synthetic'}",
                "{\"dataset\":\"synthetic\",\"dataset2\":1}",
                "{\"dataset\":\"synthetic\",\"__proto__\":{}}",
                "{\"dataset\":\"synthetic\",\"@class\":\"java.lang.Runtime\"}",
                "{\"dataset\":[\"synthetic\"]}",
                "{\"dataset\":{\"$ne\":1}}",
                "{\"dataset\":\"synthetic\",\"pace\":\"fast\"}",
                "{\"dataset\":\"synthetic\",\"pace\":[]}",
                "{\"dataset\":\"synthetic\",\"faults\":1}",
                "{\"dataset\":\"\\ud800\",\"limit\":1}",
                "\ufeff{",
                "[".repeat(30_000),
                "{\"a\":".repeat(10_000),
                "{\"dataset\":\"synthetic\",\"limit\":\"${jndi:ldap://127.0.0.1/x}\"}",
                "{\"dataset\":\"${jndi:ldap://127.0.0.1/x}\"}",
                "{\"dataset\":\"'; DROP TABLE replay; --\"}",
                "{\"dataset\":\"<script>alert(1)</script>\"}")) {
            attacks.add(operator(odd, 400, 404, 413, 422).sending(JSON, body));
        }
        attacks.add(operator(odd, 400, 404)
                .sending(JSON, "{\"dataset\":\"none\"}".getBytes(StandardCharsets.UTF_16BE))
                .with("X: 1"));
        attacks.add(operator(odd, 400).sending(JSON, new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'}));
        attacks.add(Attack.of(odd, ANALYTICS, "POST /api/v1/queries/nothing/rebuild", 404)
                .with(OPERATOR, "Content-Length: 0"));
        return attacks;
    }

    private static List<Attack> types() {
        String kind = "other types of content";
        List<Attack> attacks = new ArrayList<>();
        String entity = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>";
        attacks.add(operator(kind, 415).sending("application/xml", entity));
        attacks.add(operator(kind, 415).sending("text/xml", entity));
        attacks.add(operator(kind, 415).sending("application/x-www-form-urlencoded", "dataset=synthetic&limit=1"));
        attacks.add(operator(kind, 415).sending("text/plain", VALID));
        attacks.add(operator(kind, 415)
                .sending("application/x-java-serialized-object", new byte[] {(byte) 0xAC, (byte) 0xED, 0, 5}));
        attacks.add(operator(kind, 415).sending("application/x-yaml", "dataset: synthetic"));
        attacks.add(
                operator(kind, 400, 415)
                        .sending(
                                "multipart/form-data; boundary=x",
                                "--x\r\nContent-Disposition: form-data; name=\"dataset\"; filename=\"../x\"\r\n\r\nx\r\n--x--\r\n"));
        attacks.add(operator(kind, 400, 415).sending("no type at all", VALID));
        attacks.add(operator(kind, 400, 415).sending("application/json; charset=utf-7", VALID + "x"));
        for (String accept :
                List.of("text/html", "application/xml", "*/*;q=x", "image/png", "text/html;q=0.000000001")) {
            attacks.add(Attack.of(kind, ANALYTICS, "GET /api/v1/aggregates/totals", 200, 400, 406)
                    .with(VIEWER, "Accept: " + accept));
            attacks.add(
                    Attack.of(kind, INGEST, "GET /api/v1/replays/x", 404, 406).with(VIEWER, "Accept: " + accept));
        }
        return attacks;
    }

    private static List<Attack> heads() {
        String kind = "broken, split and oversized heads";
        List<Attack> attacks = new ArrayList<>();
        String get = "GET /api/v1/replays";
        attacks.add(Attack.of(kind, INGEST, get, 400, 431).with(VIEWER, "X: " + "x".repeat(64 << 10)));
        attacks.add(Attack.of(kind, INGEST, get, 400, 431)
                .with(VIEWER)
                .with(IntStream.range(0, 2_000).mapToObj(i -> "X-" + i + ": 1").toArray(String[]::new)));
        attacks.add(Attack.of(kind, INGEST, get, 400, 431).with("Authorization: Basic " + "A".repeat(64 << 10)));
        attacks.add(Attack.of(kind, INGEST, get + "?q=" + "x".repeat(64 << 10), 400, 414)
                .with(VIEWER));
        attacks.add(Attack.of(kind, INGEST, get, 400).with(VIEWER, "Host: 127.0.0.1", "Host: evil.example"));
        attacks.add(Attack.of(kind, INGEST, get, 200, 400, 421).with(VIEWER, "Host: "));
        attacks.add(Attack.of(kind, INGEST, get, 400).with(VIEWER, "Host: a b"));
        attacks.add(Attack.of(kind, INGEST, get, 200, 400).with(VIEWER, "Host: 127.0.0.1:99999999"));
        attacks.add(Attack.of(kind, INGEST, get, 400, 200).with(VIEWER, "No colon"));
        attacks.add(Attack.of(kind, INGEST, get, 400, 200).with(VIEWER, "X : 1"));
        attacks.add(Attack.of(kind, INGEST, get, 400, 200).with(VIEWER, "X: a\u0000b"));
        attacks.add(Attack.of(kind, INGEST, get, 400, 200).with(VIEWER, "X: a\rb"));
        attacks.add(Attack.of(kind, INGEST, "GET http://evil.example/api/v1/replays", 400, 421)
                .with(VIEWER));
        for (String value : List.of("-1", "x", "9999999999999999999999", "1, 2", "+1")) {
            attacks.add(operator(kind, 400).with("Content-Type: " + JSON, "Content-Length: " + value));
        }
        attacks.add(operator(kind, 400, 403, 415)
                .with("Content-Length: 4", "Transfer-Encoding: chunked")
                .followedBy("0\r\n\r\nGET /x HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII)));
        attacks.add(operator(kind, 400, 501).with("Transfer-Encoding: xchunked"));
        attacks.add(operator(kind, 400)
                .with("Content-Type: " + JSON, "Transfer-Encoding: chunked")
                .followedBy("zz\r\n".getBytes(StandardCharsets.US_ASCII)));
        for (String injected :
                List.of("a%0d%0aX-Injected: 1", "a%0aSet-Cookie: x=1", "a\tb", "%E5%98%8D%E5%98%8AX-Injected:1")) {
            attacks.add(operator(kind, 400, 404)
                    .with("Idempotency-Key: " + injected)
                    .sending(JSON, "{\"dataset\":\"none\"}"));
        }
        for (String target : List.of(
                "/api/v1/replays/x%0d%0aX-Injected:%201",
                "/%0d%0aX-Injected:%201", "/api/v1/replays?x=%0d%0aX-Injected:1")) {
            attacks.add(Attack.of(kind, INGEST, "GET " + target, 200, 400, 404).with(VIEWER));
        }
        return attacks;
    }

    private static List<Attack> targets() {
        String kind = "other methods and malformed targets";
        List<Attack> attacks = new ArrayList<>();
        for (String method : List.of(
                "TRACE", "CONNECT", "PUT", "DELETE", "PROPFIND", "FOO", "get", "OPTIONS", "HEAD", "X".repeat(9_000))) {
            attacks.add(Attack.of(kind, INGEST, method + " /api/v1/replays", 200, 400, 403, 405, 501)
                    .with(OPERATOR));
        }
        for (String target : List.of(
                "/api/v1/replays/%",
                "/api/v1/replays/%zz",
                "/api/v1/replays/%ff%fe",
                "/api/v1/replays/a b",
                "/api/v1/replays/\u00e4",
                "/api/v1/replays/<x>",
                "/api/v1/replays/{x}",
                "/api/v1/replays/x|y",
                "/api/v1/replays/x^y",
                "*",
                "",
                "api/v1/replays",
                "/api/v1/replays?state=%",
                "/api/v1/replays?state=%00",
                "/api/v1/replays#x",
                "/\\evil",
                "?",
                "/" + "a/".repeat(3_000))) {
            attacks.add(Attack.of(kind, INGEST, "GET " + target, 0, 400, 404, 401, 200)
                    .with(VIEWER));
        }
        return attacks;
    }

    private static List<Attack> numbers() {
        String kind = "absurd numbers and times";
        List<Attack> attacks = new ArrayList<>();
        List<String> numbers = List.of(
                "-1",
                "1e400",
                "-0",
                "9".repeat(5_000),
                "99999999999999999999",
                "NaN",
                "Infinity",
                "0x10",
                "1_000",
                "1.5",
                "%2B1",
                "%D9%A1",
                "");
        for (String number : numbers) {
            attacks.add(Attack.of(kind, ANALYTICS, "GET /api/v1/aggregates/crime-types?limit=" + number, 200, 400)
                    .with(VIEWER));
            attacks.add(Attack.of(kind, ANALYTICS, "GET /api/v1/aggregates/crime-types?offset=" + number, 200, 400)
                    .with(VIEWER));
            attacks.add(Attack.of(kind, VERIFY, "GET /api/v1/messages?limit=" + number, 200, 400)
                    .with(VIEWER));
            attacks.add(Attack.of(kind, VERIFY, "GET /api/v1/messages/" + number + "/" + number, 200, 400, 404)
                    .with(VIEWER));
            attacks.add(Attack.of(kind, VERIFY, "GET /api/v1/dead-letters/" + number, 400, 404)
                    .with(VIEWER));
            attacks.add(Attack.of(kind, INGEST, "GET /api/v1/datasets/calls.json/preview?limit=" + number, 200, 400)
                    .with(VIEWER));
        }
        for (String number : List.of(
                "-1",
                "0",
                "1e400",
                "1e999999999",
                "1.5",
                "9".repeat(2_000),
                "99999999999999999999",
                "NaN",
                "-9223372036854775809")) {
            attacks.add(operator(kind, 400).sending(JSON, "{\"dataset\":\"synthetic\",\"limit\":" + number + "}"));
            attacks.add(operator(kind, 400)
                    .sending(
                            JSON,
                            "{\"dataset\":\"synthetic\",\"limit\":0,\"pace\":{\"recordsPerSecond\":" + number + "}}"));
        }
        for (String time : List.of(
                "9999999999-01-01T00:00:00",
                "-999999999-01-01T00:00:00",
                "%2B999999999-12-31T23:59:59",
                "2018-13-01T00:00:00",
                "0000-00-00T00:00:00",
                "now",
                "1",
                "2018-12-31T23:57:00Z")) {
            attacks.add(Attack.of(kind, ANALYTICS, "GET /api/v1/aggregates/timeline?from=" + time, 200, 400)
                    .with(VIEWER));
            attacks.add(Attack.of(kind, ANALYTICS, "GET /api/v1/aggregates/timeline?bucket=hour&to=" + time, 200, 400)
                    .with(VIEWER));
        }
        return attacks;
    }

    private static byte[] chunks(String text) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        for (int from = 0; from < text.length(); from += 1000) {
            String chunk = text.substring(from, Math.min(text.length(), from + 1000));
            chunks.writeBytes("%x\r\n%s\r\n".formatted(chunk.length(), chunk).getBytes(StandardCharsets.US_ASCII));
        }
        chunks.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return chunks.toByteArray();
    }

    private static byte[] zipped(String text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }
}
