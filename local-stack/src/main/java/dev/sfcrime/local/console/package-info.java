/** Output for people: lines, colours, tables and a progress bar. */
@NullMarked
package dev.sfcrime.local.console;

import org.jspecify.annotations.NullMarked;
