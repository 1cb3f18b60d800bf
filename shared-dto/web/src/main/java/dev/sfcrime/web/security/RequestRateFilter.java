package dev.sfcrime.web.security;

import java.io.IOException;
import java.time.Duration;

import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Serves each client so many requests a second, and twice as many at once. */
final class RequestRateFilter extends OncePerRequestFilter {
    private final ClientBuckets requests;
    private final int perSecond;

    RequestRateFilter(int perSecond) {
        this.perSecond = perSecond;
        this.requests = new ClientBuckets(2L * perSecond, perSecond, Duration.ofSeconds(1));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ConsumptionProbe probe = requests.of(request.getRemoteAddr()).tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            chain.doFilter(request, response);
        } else {
            Problems.retryAfter(response, Duration.ofNanos(probe.getNanosToWaitForRefill()));
            Problems.answer(
                    request,
                    response,
                    HttpStatus.TOO_MANY_REQUESTS,
                    "More than %d requests a second; SFCRIME_REQUESTS_PER_SECOND bounds them".formatted(perSecond));
        }
    }
}
