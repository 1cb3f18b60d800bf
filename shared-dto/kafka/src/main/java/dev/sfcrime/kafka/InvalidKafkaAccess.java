package dev.sfcrime.kafka;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in two lines why a service does not start, where a trace would bury it. */
final class InvalidKafkaAccess extends AbstractFailureAnalyzer<InvalidKafkaAccessException> {
    @Override
    protected FailureAnalysis analyze(Throwable root, InvalidKafkaAccessException invalid) {
        String remedy = invalid.remedy();
        return new FailureAnalysis(
                invalid.problem() + ".", Character.toUpperCase(remedy.charAt(0)) + remedy.substring(1) + ".", invalid);
    }
}
