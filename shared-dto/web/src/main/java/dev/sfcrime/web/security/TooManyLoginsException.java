package dev.sfcrime.web.security;

import java.time.Duration;

import org.springframework.security.core.AuthenticationException;

/** A client has tried too many wrong passwords, and its next is not looked at. */
final class TooManyLoginsException extends AuthenticationException {
    private static final long serialVersionUID = 1L;

    private final Duration wait;

    TooManyLoginsException(Duration wait) {
        super("Too many wrong passwords");
        this.wait = wait;
    }

    /** How long until another may be tried. */
    Duration waitTime() {
        return wait;
    }
}
