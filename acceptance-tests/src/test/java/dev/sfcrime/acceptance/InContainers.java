package dev.sfcrime.acceptance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/**
 * The tests of this class, and of those nested in it, run on the suite of {@code docker-compose.yml}: with
 * {@code -Pcontainers}, where a Docker engine answers. Elsewhere they are skipped, and say so. With {@code CI=true} an
 * engine that does not answer is a failure.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(InContainers.EngineAnswers.class)
@interface InContainers {
    /** The profile of {@code docker-compose.yml}. */
    String profile();

    /** Whether they run. */
    final class EngineAnswers implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            String reason = reasonAgainst();
            if (reason == null) {
                return ConditionEvaluationResult.enabled("a Docker engine answers");
            }
            String message = context.getDisplayName() + " did not run on containers: " + reason;
            System.out.println(message);
            return ConditionEvaluationResult.disabled(message);
        }

        private static String reasonAgainst() {
            if (!Boolean.getBoolean("acceptance.containers")) {
                return "./mvnw verify -Pcontainers does it, where a Docker engine answers";
            }
            if (DockerClientFactory.instance().isDockerAvailable()) {
                return null;
            }
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError("CI=true and -Pcontainers, which need a Docker engine, and none answers");
            }
            return "no Docker engine answers";
        }
    }
}
