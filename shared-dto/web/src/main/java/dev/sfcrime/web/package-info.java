/** What every service answers alike: errors as problem details, server-sent events, bounded limits, OpenAPI defaults. */
@NullMarked
package dev.sfcrime.web;

import org.jspecify.annotations.NullMarked;
