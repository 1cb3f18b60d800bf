package dev.sfcrime.web.security;

import java.io.IOException;
import java.time.Duration;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Bounds how large the body of a request may be, whether or not its size is announced, and how long it may take. */
final class BodyLimitFilter extends OncePerRequestFilter {
    private final long mostBytes;
    private final Duration timeout;

    BodyLimitFilter(long mostBytes, Duration timeout) {
        this.mostBytes = mostBytes;
        this.timeout = timeout;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long announced = request.getContentLengthLong();
        if (announced > mostBytes) {
            Problems.answer(request, response, HttpStatus.CONTENT_TOO_LARGE, BoundedBody.tooLarge(mostBytes));
        } else if (announced == 0) {
            chain.doFilter(request, response);
        } else {
            chain.doFilter(new BoundedRequest(request), response);
        }
    }

    private final class BoundedRequest extends HttpServletRequestWrapper {
        private @Nullable ServletInputStream body;

        BoundedRequest(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            ServletInputStream bounded = body;
            if (bounded == null) {
                bounded = new BoundedBody(super.getInputStream(), mostBytes, timeout);
                body = bounded;
            }
            return bounded;
        }
    }
}
