package dev.sfcrime.local.stack;

/** All processes run, but one has failed in a way that it cannot mend itself; the message says why and what to do. */
final class NotReadyException extends StackException {
    private static final long serialVersionUID = 1L;

    NotReadyException(Service service, String failure) {
        super("%s runs, but is not ready: %s%nAll processes run on; ./sfcrime down stops them"
                .formatted(service, failure));
    }
}
