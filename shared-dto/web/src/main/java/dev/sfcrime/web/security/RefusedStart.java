package dev.sfcrime.web.security;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in a few lines why a service does not start as it is set up, where a trace would bury it. */
final class RefusedStart extends AbstractFailureAnalyzer<RefusedStart.Failure> {
    @Override
    protected FailureAnalysis analyze(Throwable root, Failure refused) {
        return new FailureAnalysis(refused.getMessage(), refused.remedy, refused);
    }

    /** The service would be open to others, or its settings cannot be used. Holds no secret. */
    static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String remedy;

        Failure(String problem, String remedy) {
            super(problem);
            this.remedy = remedy;
        }
    }
}
