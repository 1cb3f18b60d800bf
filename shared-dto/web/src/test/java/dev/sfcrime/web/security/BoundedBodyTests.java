package dev.sfcrime.web.security;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;

import dev.sfcrime.web.ProblemException;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.DelegatingServletInputStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BoundedBodyTests {
    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void asMuchAsAllowedIsRead() throws IOException {
        assertThat(body(10, 10, LONG).readAllBytes()).hasSize(10);
    }

    @Test
    void oneByteMoreIsAProblem() {
        assertThatThrownBy(() -> body(11, 10, LONG).readAllBytes())
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.getStatusCode()).isEqualTo(HttpStatus.CONTENT_TOO_LARGE));
    }

    @Test
    void soIsABodyThatTakesTooLong() {
        assertThatThrownBy(() -> body(10, 10, Duration.ZERO).read())
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.getStatusCode()).isEqualTo(HttpStatus.REQUEST_TIMEOUT));
    }

    private static BoundedBody body(int size, int most, Duration timeout) {
        return new BoundedBody(
                new DelegatingServletInputStream(new ByteArrayInputStream(new byte[size])), most, timeout);
    }
}
