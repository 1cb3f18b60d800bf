package dev.sfcrime.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.header.HeaderWriter;

/** Has nothing stored on the way to its reader, except what a reader can ask about again, which it may keep itself. */
final class CachingRules implements HeaderWriter {
    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        if (response.containsHeader(HttpHeaders.CACHE_CONTROL)) {
            return;
        }
        boolean canBeAskedAbout = response.getStatus() < HttpStatus.BAD_REQUEST.value()
                && (response.containsHeader(HttpHeaders.ETAG) || response.containsHeader(HttpHeaders.LAST_MODIFIED));
        response.setHeader(HttpHeaders.CACHE_CONTROL, canBeAskedAbout ? "private, no-cache" : "no-store");
    }
}
