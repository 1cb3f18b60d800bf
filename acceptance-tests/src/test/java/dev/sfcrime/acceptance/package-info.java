/** The suite as a user has it: packaged jars in processes of their own, driven over HTTP, compared with a batch oracle. */
package dev.sfcrime.acceptance;
