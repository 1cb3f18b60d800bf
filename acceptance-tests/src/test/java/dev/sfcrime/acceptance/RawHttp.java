package dev.sfcrime.acceptance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** HTTP byte for byte, for requests that no well-behaved client would send. A connection each. */
record RawHttp(int port) {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int LARGEST_ANSWER = 4 << 20;

    /**
     * An answer as it came.
     *
     * @param status 0 where the connection was closed without any
     * @param headers lines, with their names
     * @param body as far as it was read
     */
    record Answer(int status, List<String> headers, String body) {
        static final Answer NONE = new Answer(0, List.of(), "");

        Optional<String> header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).strip())
                    .findFirst();
        }
    }

    /**
     * Sends a request and reads its answer, of an event stream the head alone.
     *
     * @param from loopback address of the caller
     * @param patience how long any part of the answer may take
     */
    Answer send(String from, byte[] request, Duration patience) throws IOException {
        try (Socket socket = open(from, patience)) {
            try {
                OutputStream out = socket.getOutputStream();
                out.write(request);
                out.flush();
            } catch (IOException answeredEarly) {
                // a server need not read a body that it refuses
            }
            return read(socket.getInputStream());
        }
    }

    Socket open(String from, Duration patience) throws IOException {
        Socket socket = new Socket();
        try {
            socket.bind(new InetSocketAddress(address(from), 0));
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
            return socket;
        } catch (IOException refused) {
            socket.close();
            throw refused;
        }
    }

    /** Of four numbers, which no name server is asked for. */
    private static InetAddress address(String numbers) throws IOException {
        String[] parts = numbers.split("\\.", -1);
        byte[] bytes = new byte[parts.length];
        for (int i = 0; i < parts.length; i++) {
            bytes[i] = (byte) Integer.parseInt(parts[i]);
        }
        return InetAddress.getByAddress(bytes);
    }

    static Answer read(InputStream in) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int count = in.read(buffer); count >= 0 && bytes.size() < LARGEST_ANSWER; count = in.read(buffer)) {
                bytes.write(buffer, 0, count);
                if (isEventStream(bytes)) {
                    break;
                }
            }
        } catch (SocketTimeoutException nothingMore) {
            // what came is the answer
        } catch (IOException reset) {
            // the same: a connection may be reset once the answer is written
        }
        return parse(bytes.toByteArray());
    }

    private static boolean isEventStream(ByteArrayOutputStream bytes) {
        return bytes.size() < 8192
                && bytes.toString(StandardCharsets.UTF_8).contains("text/event-stream")
                && bytes.toString(StandardCharsets.UTF_8).contains("\r\n\r\n");
    }

    private static Answer parse(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (!text.startsWith("HTTP/1.")) {
            return Answer.NONE;
        }
        int end = text.indexOf("\r\n\r\n");
        String head = end < 0 ? text : text.substring(0, end);
        List<String> lines = new ArrayList<>(List.of(head.split("\r\n", -1)));
        String status = lines.remove(0).split(" ", 3)[1];
        String body = end < 0 ? "" : text.substring(end + 4);
        boolean chunked = lines.stream().anyMatch(line -> line.equalsIgnoreCase("Transfer-Encoding: chunked"));
        byte[] content = (chunked ? joined(body) : body).getBytes(StandardCharsets.ISO_8859_1);
        return new Answer(Integer.parseInt(status), lines, new String(content, StandardCharsets.UTF_8));
    }

    /** The text of chunks, as far as they came. */
    private static String joined(String chunks) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        for (int line = chunks.indexOf("\r\n"); line > at; line = chunks.indexOf("\r\n", at)) {
            int size = Integer.parseInt(chunks.substring(at, line), 16);
            at = Math.min(chunks.length(), line + 2 + size);
            text.append(chunks, line + 2, at);
            at = Math.min(chunks.length(), at + 2);
        }
        return text.toString();
    }
}
