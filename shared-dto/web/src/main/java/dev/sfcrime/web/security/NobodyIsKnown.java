package dev.sfcrime.web.security;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;

/** Knows nobody, where nobody needs to be known. */
final class NobodyIsKnown implements AuthenticationProvider {
    @Override
    public Authentication authenticate(Authentication attempt) {
        throw new BadCredentialsException("This service has no credentials");
    }

    @Override
    public boolean supports(Class<?> kind) {
        return true;
    }
}
