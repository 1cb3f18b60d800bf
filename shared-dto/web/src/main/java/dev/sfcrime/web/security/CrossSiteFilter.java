package dev.sfcrime.web.security;

import java.io.IOException;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Serves no page of another site, unless its origin is listed: a browser would send along the password that its user
 * has typed for this service, and needs none on loopback. Browsers say where a request comes from in
 * {@code Sec-Fetch-Site}, older ones in {@code Origin} (Fetch Metadata, W3C); pages cannot forge either. What says
 * neither is no browser, and has to know a password by itself. A link from elsewhere may be followed.
 */
final class CrossSiteFilter extends OncePerRequestFilter {
    private final Set<String> origins;

    CrossSiteFilter(Set<String> origins) {
        this.origins = origins;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isOfAnotherSite(request)) {
            Problems.answer(
                    request,
                    response,
                    HttpStatus.FORBIDDEN,
                    "A page of another site asks for this; SFCRIME_CORS_ORIGINS lists the origins whose pages may");
        } else {
            chain.doFilter(request, response);
        }
    }

    private boolean isOfAnotherSite(HttpServletRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && origins.contains(origin)) {
            return false;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            // another port of this machine is of the same site, and no part of this service
            return !site.equals("same-origin") && !site.equals("none") && !followsALink(request);
        }
        return origin != null && !isOwn(origin, request.getHeader(HttpHeaders.HOST));
    }

    private static boolean followsALink(HttpServletRequest request) {
        return HttpMethod.GET.matches(request.getMethod())
                && "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
                && "document".equals(request.getHeader("Sec-Fetch-Dest"));
    }

    private static boolean isOwn(String origin, @Nullable String host) {
        int authority = origin.indexOf("://") + 3;
        return authority > 2 && origin.substring(authority).equalsIgnoreCase(host);
    }
}
