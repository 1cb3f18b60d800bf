/** What the environment says: ports, folders, where Kafka is; and how the home folder is laid out. */
@NullMarked
package dev.sfcrime.local.settings;

import org.jspecify.annotations.NullMarked;
