package dev.sfcrime.bench.read;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A connection that is kept for one GET after another, until the server closes it (Tomcat does after 100 answers): then
 * comes another one. It does as little as can be done, for it takes its processor time from the server that is measured.
 */
final class KeptConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int BUFFER = 64 << 10;
    private static final String LENGTH = "content-length:";
    private static final String CHUNKED = "transfer-encoding: chunked";
    private static final String CLOSE = "connection: close";

    private final URI server;
    private Socket socket;
    private InputStream in;
    private OutputStream out;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private boolean ended;

    KeptConnection(URI server) throws IOException {
        this.server = server;
        socket = open(server);
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    private static Socket open(URI server) throws IOException {
        Socket socket = new Socket(server.getHost(), server.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    private void reopen() throws IOException {
        socket.close();
        socket = open(server);
        in = socket.getInputStream();
        out = socket.getOutputStream();
        position = 0;
        limit = 0;
    }

    /** What asks a server for this resource. */
    static byte[] request(URI server, String pathAndQuery) {
        return "GET %s HTTP/1.1\r\nHost: %s:%d\r\nAccept: application/json\r\n\r\n"
                .formatted(pathAndQuery, server.getHost(), server.getPort())
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * Asks, and reads the whole answer.
     *
     * @return the bytes of its body
     * @throws IOException if it is no 200
     */
    int exchange(byte[] request) throws IOException {
        if (ended) {
            reopen();
            ended = false;
        }
        out.write(request);
        String status = line();
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IOException("the server answered " + status);
        }
        int length = -1;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            }
            chunked |= header.equalsIgnoreCase(CHUNKED);
            ended |= header.equalsIgnoreCase(CLOSE);
        }
        if (chunked) {
            return skipChunks();
        }
        if (length < 0) {
            throw new IOException("the answer has neither a length nor chunks");
        }
        skip(length);
        return length;
    }

    private int skipChunks() throws IOException {
        int total = 0;
        while (true) {
            int length = Integer.parseInt(line(), 16);
            skip(length);
            line();
            if (length == 0) {
                return total;
            }
            total += length;
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int next = read(); next != '\n'; next = read()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private int read() throws IOException {
        if (position == limit) {
            fill();
        }
        return buffer[position++] & 0xff;
    }

    private void skip(int bytes) throws IOException {
        int left = bytes;
        while (left > 0) {
            if (position == limit) {
                fill();
            }
            int step = Math.min(left, limit - position);
            position += step;
            left -= step;
        }
    }

    private void fill() throws IOException {
        limit = in.read(buffer);
        position = 0;
        if (limit <= 0) {
            limit = 0;
            throw new EOFException("the server closed the connection");
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
