package dev.sfcrime.ingest.dataset;

import dev.sfcrime.calls.CallForService;

/**
 * A record that is a valid call for service.
 *
 * @param call the call, its fields in the form they have on the wire
 */
public record ReadCall(CallForService call) implements DatasetRecord {}
