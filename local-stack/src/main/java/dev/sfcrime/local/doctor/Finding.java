package dev.sfcrime.local.doctor;

/**
 * The result of one check.
 *
 * @param subject what was checked
 * @param verdict whether it will do
 * @param detail what was found, and the remedy where there is need of one
 */
public record Finding(String subject, Verdict verdict, String detail) {

    /** Whether it will do. */
    public enum Verdict {
        /** As it should be. */
        OK,

        /** It works, but not as well as it could. */
        WARN,

        /** It will not work. */
        FAIL
    }

    static Finding ok(String subject, String detail) {
        return new Finding(subject, Verdict.OK, detail);
    }

    static Finding warn(String subject, String detail) {
        return new Finding(subject, Verdict.WARN, detail);
    }

    static Finding fail(String subject, String detail) {
        return new Finding(subject, Verdict.FAIL, detail);
    }
}
