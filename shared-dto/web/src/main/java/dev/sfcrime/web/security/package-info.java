/** Who may call a service, from where, and how often: credentials, roles, limits, and the refusal to start without. */
@NullMarked
package dev.sfcrime.web.security;

import org.jspecify.annotations.NullMarked;
