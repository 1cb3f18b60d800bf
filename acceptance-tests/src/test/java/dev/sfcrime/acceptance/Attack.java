package dev.sfcrime.acceptance;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A request that nobody should get anything by.
 *
 * @param kind what it is a case of; the report has a row for each
 * @param service where it goes
 * @param line method and target, as in HTTP's first line
 * @param headers lines after the first, without {@code Host}
 * @param body bytes after the head, a character each
 * @param expected the statuses that are right; 0 for a connection closed without an answer
 */
record Attack(String kind, String service, String line, List<String> headers, String body, Set<Integer> expected) {
    static final String INGEST = "ingest";
    static final String VERIFY = "verify";
    static final String ANALYTICS = "analytics";

    static Attack of(String kind, String service, String line, Integer... expected) {
        return new Attack(kind, service, line, List.of(), "", Set.of(expected));
    }

    Attack with(String... more) {
        List<String> all = new ArrayList<>(headers);
        all.addAll(List.of(more));
        return new Attack(kind, service, line, all, body, expected);
    }

    /** With a body, and its length and type. */
    Attack sending(String type, String text) {
        return sending(type, text.getBytes(StandardCharsets.UTF_8));
    }

    Attack sending(String type, byte[] bytes) {
        return with("Content-Type: " + type, "Content-Length: " + bytes.length).followedBy(bytes);
    }

    /** With bytes after its head, whatever that says of them. */
    Attack followedBy(byte[] bytes) {
        return new Attack(kind, service, line, headers, new String(bytes, StandardCharsets.ISO_8859_1), expected);
    }

    /** The request's bytes. */
    byte[] bytes() {
        StringBuilder head = new StringBuilder(line).append(" HTTP/1.1\r\n");
        if (headers.stream().noneMatch(header -> header.regionMatches(true, 0, "Host:", 0, 5))) {
            head.append("Host: 127.0.0.1\r\n");
        }
        headers.forEach(header -> head.append(header).append("\r\n"));
        head.append("Connection: close\r\n\r\n");
        return head.append(body).toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        String first = headers.isEmpty() ? "" : " (" + shortened(headers.get(0)) + ")";
        return "%s: %s %s%s".formatted(kind, service, shortened(line), first);
    }

    private static String shortened(String text) {
        return text.length() <= 120 ? text : text.substring(0, 120) + "…";
    }
}
