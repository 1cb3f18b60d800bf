package dev.sfcrime.kafka;

/** Settings by which Kafka could never be reached. Names variables, never their secret values. */
public final class InvalidKafkaAccessException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String remedy;

    InvalidKafkaAccessException(String problem, String remedy) {
        super(problem + "; " + remedy);
        this.problem = problem;
        this.remedy = remedy;
    }

    /** What is wrong. */
    public String problem() {
        return problem;
    }

    /** What to do about it, in the imperative, in lower case and without a full stop. */
    public String remedy() {
        return remedy;
    }
}
