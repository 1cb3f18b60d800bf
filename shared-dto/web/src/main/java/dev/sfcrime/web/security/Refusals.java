package dev.sfcrime.web.security;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Answers whoever is not known (401), and whoever is but may not (403). Neither learns whether the path exists. */
final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {
    private static final Logger log = LoggerFactory.getLogger(Refusals.class);

    private final boolean passwords;
    private final boolean tokens;

    /** Refusals that ask for what the service knows to check. */
    Refusals(boolean passwords, boolean tokens) {
        this.passwords = passwords;
        this.tokens = tokens;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (failure instanceof TooManyLoginsException wait) {
            Problems.retryAfter(response, wait.waitTime());
            Problems.answer(
                    request, response, HttpStatus.TOO_MANY_REQUESTS, "Too many wrong passwords; try again later");
        } else if (failure instanceof AuthenticationServiceException) {
            log.atWarn().addKeyValue("cause", failure).log("A token cannot be checked");
            Problems.answer(
                    request,
                    response,
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "The token cannot be checked: the issuer's keys cannot be had now");
        } else {
            askForCredentials(response, failure);
            Problems.answer(
                    request, response, HttpStatus.UNAUTHORIZED, "Credentials of this service are needed for this");
        }
    }

    private void askForCredentials(HttpServletResponse response, AuthenticationException failure) {
        if (passwords) {
            response.addHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"sfcrime\", charset=\"UTF-8\"");
        }
        if (tokens) {
            boolean brought = failure instanceof OAuth2AuthenticationException
                    || failure.getCause() instanceof OAuth2AuthenticationException;
            response.addHeader(
                    HttpHeaders.WWW_AUTHENTICATE,
                    brought ? "Bearer realm=\"sfcrime\", error=\"invalid_token\"" : "Bearer realm=\"sfcrime\"");
        }
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        Problems.answer(
                request, response, HttpStatus.FORBIDDEN, "These credentials do not suffice: this needs another role");
    }
}
