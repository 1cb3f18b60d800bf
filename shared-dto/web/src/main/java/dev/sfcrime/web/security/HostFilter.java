package dev.sfcrime.web.security;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Serves only those who call this service by a name of its own. A page on the web can have its own name lead to
 * 127.0.0.1 (DNS rebinding), after which a browser takes this service for a part of that page.
 */
final class HostFilter extends OncePerRequestFilter {
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]|\\[0:0:0:0:0:0:0:1]");

    private final Set<String> names;

    /**
     * A filter for the loopback names and these.
     *
     * @param names in lower case
     */
    HostFilter(Set<String> names) {
        this.names = names;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String name = request.getServerName().toLowerCase(Locale.ROOT);
        if (LOOPBACK.matcher(name).matches() || names.contains(name)) {
            chain.doFilter(request, response);
        } else {
            Problems.answer(
                    request,
                    response,
                    HttpStatus.MISDIRECTED_REQUEST,
                    "This service is not known by the name in the Host header; SFCRIME_HOSTS lists the names that it "
                            + "answers to besides localhost");
        }
    }
}
