/** Servers that demand TLS and a login, for tests of whoever has to get in. */
package dev.sfcrime.local.secure;
