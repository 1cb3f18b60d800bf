package dev.sfcrime.web.security;

import java.io.IOException;
import java.time.Duration;

import dev.sfcrime.web.ProblemException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import org.springframework.http.HttpStatus;

/** A request's body that ends in a problem where it is too large or takes too long. */
final class BoundedBody extends ServletInputStream {
    private final ServletInputStream body;
    private final long mostBytes;
    private final Duration timeout;
    private final long begin = System.nanoTime();
    private long bytes;

    BoundedBody(ServletInputStream body, long mostBytes, Duration timeout) {
        this.body = body;
        this.mostBytes = mostBytes;
        this.timeout = timeout;
    }

    static String tooLarge(long mostBytes) {
        return "The body is larger than %d bytes, which no request here needs".formatted(mostBytes);
    }

    @Override
    public int read() throws IOException {
        int value = body.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = body.read(into, offset, length);
        count(Math.max(read, 0));
        return read;
    }

    private void count(int read) {
        bytes += read;
        if (bytes > mostBytes) {
            throw new ProblemException(
                    HttpStatus.CONTENT_TOO_LARGE, HttpStatus.CONTENT_TOO_LARGE.getReasonPhrase(), tooLarge(mostBytes));
        }
        if (System.nanoTime() - begin > timeout.toNanos()) {
            throw new ProblemException(
                    HttpStatus.REQUEST_TIMEOUT,
                    HttpStatus.REQUEST_TIMEOUT.getReasonPhrase(),
                    "The body took longer than %d s".formatted(timeout.toSeconds()));
        }
    }

    @Override
    public boolean isFinished() {
        return body.isFinished();
    }

    @Override
    public boolean isReady() {
        return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        throw new UnsupportedOperationException("Bodies are read by the thread that serves the request");
    }
}
