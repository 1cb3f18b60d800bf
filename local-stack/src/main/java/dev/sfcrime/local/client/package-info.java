/** How the launcher speaks with the services, over HTTP as any user does. */
@NullMarked
package dev.sfcrime.local.client;

import org.jspecify.annotations.NullMarked;
