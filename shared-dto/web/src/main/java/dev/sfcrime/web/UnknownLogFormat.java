package dev.sfcrime.web;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in two lines that there is no such form of logs, where a trace would bury it. */
final class UnknownLogFormat extends AbstractFailureAnalyzer<UnknownLogFormat.Failure> {
    @Override
    protected FailureAnalysis analyze(Throwable root, Failure unknown) {
        return new FailureAnalysis(
                unknown.getMessage(), "Set " + LogFormat.VARIABLE + " to plain or json, or not at all.", unknown);
    }

    /** The form that was asked for is none. */
    static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failure(String format) {
            super("%s is '%s'; it must be plain or json".formatted(LogFormat.VARIABLE, format));
        }
    }
}
