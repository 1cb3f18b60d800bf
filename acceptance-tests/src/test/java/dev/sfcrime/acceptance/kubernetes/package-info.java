/** What lies under {@code deploy/kubernetes/} holds together, and to the code: checked without a cluster. */
package dev.sfcrime.acceptance.kubernetes;
