package dev.sfcrime.web.security;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** What somebody who is known may do. */
enum Role {
    /** Reads. */
    VIEWER,

    /** Reads and changes. */
    OPERATOR;

    /** As Spring Security knows it. */
    GrantedAuthority authority() {
        return new SimpleGrantedAuthority("ROLE_" + name());
    }
}
